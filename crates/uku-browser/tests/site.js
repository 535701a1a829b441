const at = (id) => document.getElementById(id);
at('ask').addEventListener('click', () => at('sure').showModal());
at('later').addEventListener('click', () => {
  setTimeout(() => { at('late').textContent = 'Here it is'; at('later').remove(); }, 300);
});
addEventListener('keydown', (event) => { at('pressed').textContent = `Pressed ${event.key}`; });

// arguments[0]: how the part of the page is narrowed; [1]: what is wanted of it; [2]: its name; [3]: the option of it.
// Answers { found: … } or { missing: why }.
const [steps, wish, name, option] = arguments;
const squeeze = (text) => (text || '').replace(/\s+/g, ' ').trim();
const same = (text) => squeeze(text) === squeeze(name);

const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0;
const modal = [...document.querySelectorAll('dialog:modal')].at(-1);
const live = (e) => !e.closest('[inert]') && (!modal || modal.contains(e));
const disabled = (e) => e.matches(':disabled') || e.closest('[aria-disabled="true"]') !== null;
const all = (root, selector) => [...root.querySelectorAll(selector)].filter((e) => shown(e));

// The text as it is written, whatever styles make of its case; of a selection, what is selected.
const textOf = (node) => {
  if (node.nodeType === Node.TEXT_NODE) {
    const parent = node.parentElement;
    const seen = !parent || getComputedStyle(parent).display === 'contents'
      || parent.checkVisibility({ visibilityProperty: true });
    return seen ? node.data.replace(/\s+/g, ' ') : '';
  }
  if (node.nodeType !== Node.ELEMENT_NODE) return '';
  const display = getComputedStyle(node).display;
  if (display === 'none') return '';
  if (node.tagName === 'SELECT') {
    return shown(node) ? [...node.selectedOptions].map((o) => o.label).join(', ') : '';
  }
  if (node.tagName === 'BR') return '\n';
  const inner = [...node.childNodes].map(textOf).join('');
  if (display === 'inline' || display === 'contents') return inner;
  return display.startsWith('table-cell') ? `${inner} ` : `\n${inner}\n`;
};
const visible = (root) => textOf(root).split('\n').map(squeeze).filter((line) => line !== '').join('\n');

// The name that is read out, near enough.
const nameFromContent = (node) => {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
  if (node.matches('input, select, textarea, script, style, template')) return '';
  if (getComputedStyle(node).display === 'none') return '';
  if (node.hasAttribute('aria-label')) return ` ${node.getAttribute('aria-label')} `;
  if (node.tagName === 'IMG') return ` ${node.alt} `;
  return [...node.childNodes].map(nameFromContent).join(
    getComputedStyle(node).display === 'inline' ? '' : ' ',
  );
};
const referenced = (e) => (e.getAttribute('aria-labelledby') || '').split(/\s+/).filter(Boolean)
  .map((id) => document.getElementById(id)).filter(Boolean).map((l) => l.textContent).join(' ');
const namesOf = (e) => [
  referenced(e),
  e.getAttribute('aria-label'),
  e.matches('input') ? e.value : nameFromContent(e),
  visible(e),
  e.title,
].map(squeeze).filter((text) => text !== '');
const labelsOf = (e) => [referenced(e), e.getAttribute('aria-label'), ...[...(e.labels || [])].map(nameFromContent)];

const groups = (root, text) => all(root, 'fieldset, [role="radiogroup"], [role="group"]').filter((e) => {
  const legend = e.querySelector(':scope > legend');
  return labelsOf(e).concat(legend ? [visible(legend)] : []).some((l) => squeeze(l) === squeeze(text));
});

const headingOf = (e) => e.closest('section, article, fieldset, details, aside, form, main') || e.parentElement;
const narrow = {
  row: (root, text) => {
    const rows = all(root, 'tr, [role="row"]').filter((r) => squeeze(visible(r)).includes(squeeze(text)));
    const exact = rows.filter((r) => [...r.querySelectorAll('td, th, td *, th *')]
      .some((c) => squeeze(visible(c)) === squeeze(text)));
    return exact.length > 0 ? exact : rows;
  },
  dialog: (root) => all(root, 'dialog[open], [role="dialog"], [role="alertdialog"]').slice(-1),
  section: (root, text) => [...new Set(all(root, 'h1, h2, h3, h4, h5, h6, legend, summary')
    .filter((h) => squeeze(visible(h)) === squeeze(text)).map(headingOf))],
  group: (root, text) => groups(root, text),
  css: (root, selector) => all(root, selector),
};

let root = document.body;
if (!root) return { missing: 'the page is empty' };
for (const [kind, text] of steps) {
  const found = narrow[kind](root, text);
  const what = text === '' ? kind : `${kind} “${text}”`;
  if (found.length === 0) return { missing: `there is no ${what}` };
  if (found.length > 1) return { missing: `there are ${found.length} of the ${what}` };
  [root] = found;
}

const one = (found, what) => {
  const usable = found.filter(live);
  if (found.length === 0) return { missing: `there is no ${what}` };
  if (usable.length === 0) return { missing: `the ${what} is behind a dialog, or inert` };
  if (usable.length > 1) return { missing: `there are ${usable.length} of the ${what}` };
  return disabled(usable[0]) ? { missing: `the ${what} is disabled` } : { found: usable[0] };
};
const FIELDS = 'input:not([type="hidden"]):not([type="submit"]):not([type="button"]):not([type="image"]),'
  + ' select, textarea';
const BOXES = 'input[type="checkbox"], input[type="radio"]';
const labelled = (within, selector) => [...within.querySelectorAll(selector)].filter((e) => labelsOf(e).some(same));
// Where the box itself is hidden and its label drawn as one, people click on the label.
const box = (found) => found.map((e) => (shown(e) ? e : [...(e.labels || [])].find(shown))).filter(Boolean);

const wishes = {
  text: () => ({ found: visible(root) }),
  root: () => ({ found: root }),
  badge: () => {
    const found = all(root, '.badge');
    if (found.length !== 1) return { missing: `there are ${found.length} badges, not one` };
    return { found: squeeze(visible(found[0])) };
  },
  press: () => one(
    all(root, 'button, a[href], summary, input[type="submit"], input[type="button"], input[type="reset"],'
      + ' [role="button"], [role="link"], [role="menuitem"], [role="tab"]')
      .filter((e) => namesOf(e).some(same)),
    `button or link “${name}”`,
  ),
  field: () => one(labelled(root, FIELDS).filter((e) => shown(e)), `field “${name}”`),
  file: () => one(labelled(root, 'input[type="file"]'), `field for a file “${name}”`),
  // A <select> of this name, and the option to click; or a group of radio buttons.
  choice: () => {
    const selects = labelled(root, 'select').filter((e) => shown(e));
    if (selects.length === 0 && groups(root, name).length > 0) return { found: null };
    const { found, missing } = one(selects, `selection “${name}”`);
    if (!found) return { missing };
    const options = [...found.options].filter((o) => squeeze(o.label) === squeeze(option));
    if (options.length === 1 && !disabled(options[0])) return { found: options[0] };
    const labels = [...found.options].map((o) => `“${squeeze(o.label)}”`).join(', ');
    return { missing: `the selection “${name}” offers no “${option}”, but ${labels}` };
  },
  value: () => {
    const { found, missing } = one(labelled(root, FIELDS).filter((e) => shown(e)), `field “${name}”`);
    if (!found) return { missing };
    if (found.tagName === 'SELECT') return { found: squeeze([...found.selectedOptions].map((o) => o.label).join(', ')) };
    return { found: found.value };
  },
  box: () => {
    const inputs = labelled(root, BOXES);
    return one(inputs.some(disabled) ? inputs : box(inputs), `box “${name}”`);
  },
  ticked: () => {
    const { found, missing } = one(labelled(root, BOXES), `box “${name}”`);
    return found ? { found: found.checked } : { missing };
  },
};
return wishes[wish]();

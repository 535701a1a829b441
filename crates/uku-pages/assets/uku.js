// What pages gain where scripts run; everything works without it, as plain pages and forms.
// Listens on the document only, so that content which comes later needs no setting up. Loaded before htmx.
"use strict";
(() => {
  const on = (name, act, capture = false) => document.addEventListener(name, act, capture);

  // Attributes never become code.
  on("htmx:before:on:init", (event) => event.preventDefault());

  // ---- Dialog: shown when content was swapped into it, emptied when closed. ----
  const dialog = () => document.getElementById("dialog");
  let opener = null;

  on("htmx:before:request", (event) => {
    const { sourceElement, target } = event.detail.ctx;
    if (target === dialog() && !target.open) opener = sourceElement;
    // What was said of the last try.
    sourceElement.querySelector?.(":scope > .refused")?.remove();
  });
  on("htmx:after:settle", () => {
    const box = dialog();
    if (!box || box.open === box.childElementCount > 0) return;
    if (box.open) box.close();
    else box.showModal();
  });
  on("close", (event) => {
    if (event.target !== dialog()) return;
    event.target.replaceChildren();
    // The row that opened it may have been swapped meanwhile.
    const back = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
    if (back) back.focus();
    opener = null;
  }, true);
  // The server's word that the dialog has done its work: the header HX-Trigger: uku:close.
  on("uku:close", () => dialog()?.close());
  on("click", (event) => {
    if (event.target === dialog() && !pressedInside) event.target.close();
    const closer = event.target.closest?.("[data-dialog-close]");
    if (closer?.closest("dialog")?.open) {
      event.preventDefault();
      closer.closest("dialog").close();
    }
  });
  // A text selected by dragging out of the dialog doesn't close it.
  let pressedInside = false;
  on("pointerdown", (event) => { pressedInside = event.target !== dialog(); });

  // ---- No answer at all: said where it was asked; what was typed stays. ----
  on("htmx:error", (event) => {
    const words = document.getElementById("no-answer");
    if (!words || !event.detail.ctx || event.detail.ctx.response) return;
    const place = event.target.closest?.("form") ?? document.getElementById("status");
    place.querySelector(":scope > .refused")?.remove();
    place.prepend(words.content.cloneNode(true));
  });
  // Live progress that has stopped being live.
  on("htmx:sse:error", (event) => event.target.setAttribute?.("data-stale", ""));
  on("htmx:sse:after:connection", (event) => event.target.removeAttribute?.("data-stale"));

  // ---- Tick boxes: one in the head of the table for all of its rows, and how many are ticked. ----
  const count = (scope) => {
    const ticks = [...scope.querySelectorAll("input[data-tick]:not(:disabled)")];
    const ticked = ticks.filter((tick) => tick.checked).length;
    const head = scope.querySelector("input[data-tick-all]");
    if (head) {
      head.checked = ticked > 0 && ticked === ticks.length;
      head.indeterminate = ticked > 0 && ticked < ticks.length;
    }
    const matching = scope.querySelector("input[data-tick-matching]");
    const offer = matching?.closest("[data-offer]");
    if (offer) {
      offer.hidden = !head?.checked;
      if (offer.hidden) matching.checked = false;
    }
    const all = matching?.checked;
    const bar = scope.querySelector("[data-selection]");
    bar?.toggleAttribute("data-some", ticked > 0);
    const text = bar?.querySelector("[data-count]");
    if (!text) return;
    const n = all ? Number(matching.dataset.total) : ticked;
    const form = n === 0 ? "none" : new Intl.PluralRules(document.documentElement.lang).select(n);
    text.textContent = (text.dataset[form] ?? text.dataset.other).replace("#", n.toLocaleString(document.documentElement.lang));
  };
  const countAll = () => document.querySelectorAll("[data-ticks]").forEach(count);
  on("change", (event) => {
    const scope = event.target.closest?.("[data-ticks]");
    if (!scope || !event.target.matches("[data-tick], [data-tick-all], [data-tick-matching]")) return;
    if (event.target.matches("[data-tick-all]"))
      for (const tick of scope.querySelectorAll("input[data-tick]:not(:disabled)")) tick.checked = event.target.checked;
    count(scope);
  });
  on("htmx:after:settle", countAll);
  on("DOMContentLoaded", countAll);

  // ---- Menus (details): closed by Escape, by a click elsewhere and when focus leaves. ----
  const closeMenus = (except) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(except)) menu.open = false;
  };
  on("click", (event) => closeMenus(event.target));
  on("focusin", (event) => closeMenus(event.target));
  on("keydown", (event) => {
    const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  // ---- A form is sent once, however often its button is clicked. ----
  const busy = (form, button) => {
    for (const other of form.querySelectorAll(".is-busy")) other.classList.remove("is-busy");
    button?.classList.add("is-busy");
    form.toggleAttribute("data-sent", button !== undefined);
  };
  on("submit", (event) => {
    const form = event.target;
    if (form.getAttribute("method")?.toLowerCase() !== "post") return;
    if (form.hasAttribute("data-sent")) {
      event.preventDefault();
      event.stopImmediatePropagation();
    } else busy(form, event.submitter);
  }, true);
  // htmx may end a request without leaving the page, and so may the browser: downloads, back and forward.
  on("htmx:finally:request", (event) => { if (event.target.matches?.("form[data-sent]")) busy(event.target); });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) document.querySelectorAll("form[data-sent]").forEach((form) => busy(form));
    countAll();
  });

  // ---- Short news: put away by hand; of copying only for a moment. ----
  on("click", (event) => event.target.closest?.("[data-dismiss]")?.closest("#status > *")?.remove());
  on("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const source = document.getElementById(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent);
    const news = document.createElement("p");
    news.textContent = button.dataset.done;
    document.getElementById("status")?.append(news);
    setTimeout(() => news.remove(), 5000);
  });
})();

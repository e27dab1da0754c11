// Keeps the part of a page that is marked data-live fresh, for as long as its box is ticked and the page is seen.
(() => {
  const EVERY_MS = 5_000;
  const part = document.querySelector('[data-live]');
  const box = document.querySelector('[data-live-switch]');
  if (!part || !box) return;
  box.hidden = false;
  for (const link of document.querySelectorAll('.without-script')) link.hidden = true;
  const tick = box.querySelector('input');
  let running = false;

  const load = () => {
    // Nothing moves under the reader's hands: not while the keyboard or a selection is in it.
    const busy = part.contains(document.activeElement) || String(document.getSelection()) !== '';
    if (running || busy || !tick.checked || document.hidden) return;
    running = true;
    const request = new XMLHttpRequest();
    request.open('GET', `${part.dataset.live}?quiet=1`);
    // A whole document without any text of ours being read as HTML by a script (Trusted Types).
    request.responseType = 'document';
    request.onload = () => {
      const news = request.status === 200 && request.responseXML?.querySelector('[data-live]');
      if (news) part.replaceChildren(...[...news.childNodes].map(node => document.importNode(node, true)));
    };
    request.onloadend = () => {
      running = false;
    };
    request.send();
  };
  setInterval(load, EVERY_MS);
})();

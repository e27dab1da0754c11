// Made better by this script, complete without it. Plain JavaScript: it is served as it stands.
(() => {
  // Forms with data-submit-on-change send themselves; their button stays for those without a script.
  document.addEventListener('change', event => {
    const form = event.target.closest('form[data-submit-on-change]');
    if (form) form.requestSubmit();
  });

  // Who is still there says so before they are signed out; what they wrote is kept in any case.
  const WARN_MS = 120_000;
  const warn = () => {
    const bar = document.createElement('div');
    bar.className = 'warning stay';
    bar.setAttribute('role', 'alert');
    const text = document.createElement('p');
    text.textContent = 'You will be signed out in two minutes, since nothing was asked for in a while.';
    const stay = document.createElement('button');
    stay.type = 'button';
    stay.textContent = 'I am still here';
    stay.addEventListener('click', async () => {
      const answer = await fetch('/staff/stay', { redirect: 'error' }).catch(() => null);
      if (!answer?.ok) return;
      const { sessionMs } = await answer.json();
      bar.remove();
      wait(sessionMs);
    });
    bar.append(text, stay);
    document.body.append(bar);
  };
  const wait = sessionMs => setTimeout(warn, Math.max(0, sessionMs - WARN_MS));
  if (document.body.dataset.sessionMs) wait(Number(document.body.dataset.sessionMs));

  // A key presses the button or follows the link that names it by data-key; never while something is typed.
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input:not([type=radio]):not([type=checkbox]), textarea, select')) return;
    const target = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!target) return;
    event.preventDefault();
    target.focus();
    target.click();
  });
})();

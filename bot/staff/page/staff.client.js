// Made better by this script, complete without it. Plain JavaScript: it is served as it stands.
(() => {
  // Forms with data-submit-on-change send themselves; their button stays for those without a script.
  document.addEventListener('change', event => {
    const form = event.target.closest('form[data-submit-on-change]');
    if (form) form.requestSubmit();
  });

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

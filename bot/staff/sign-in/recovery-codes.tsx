/** Codes that are shown this one time. */
export function RecoveryCodes({ codes }: { readonly codes: readonly string[] }) {
  return (
    <>
      <p>
        <strong>Write these codes down, or print them, now:</strong> they are not shown again. Each signs you
        in once where you don't have your phone.
      </p>
      <ol class="codes">
        {codes.map(code => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ol>
      <p class="no-print">
        <a class="button main" href="/staff">
          I have them, go on
        </a>
      </p>
    </>
  );
}

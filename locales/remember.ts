/**
 * The same function, which remembers what it gave for the last texts. For functions that are asked the same again and
 * again and always give the same for it.
 * @param most texts remembered; when there are more, all are forgotten and it begins anew
 */
export function remember<T>(work: (text: string) => T, most = 1_000): (text: string) => T {
  const known = new Map<string, { readonly value: T }>();
  return text => {
    const found = known.get(text);
    if (found) return found.value;
    const value = work(text);
    if (known.size >= most) known.clear();
    known.set(text, { value });
    return value;
  };
}

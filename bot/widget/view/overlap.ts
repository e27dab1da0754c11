/** Part of `inner` that `outer` covers, 0 to 1. */
export function covered(inner: DOMRect, outer: DOMRect): number {
  const width = Math.min(inner.right, outer.right) - Math.max(inner.left, outer.left);
  const height = Math.min(inner.bottom, outer.bottom) - Math.max(inner.top, outer.top);
  const area = inner.width * inner.height;
  return width > 0 && height > 0 && area > 0 ? (width * height) / area : 0;
}

/** Milliseconds with the digits that matter. */
export function showMs(ms: number): string {
  return ms < 10 ? ms.toPrecision(2) : ms.toFixed(0);
}

export function showSeconds(ms: number): string {
  return `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 0)} s`;
}

export function showMegabytes(bytes: number): string {
  const megabytes = bytes / 1024 / 1024;
  return `${megabytes.toFixed(megabytes < 10 ? 1 : 0)} MB`;
}

export function showPercent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

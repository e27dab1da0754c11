/** One case to fit on. */
export interface LogisticCase {
  readonly inputs: readonly number[];
  readonly right: boolean;
  readonly weight: number;
}

const ROUNDS = 30;

/**
 * Logistic regression by Newton's method with a ridge on all but the first input (the constant).
 *
 * @param ridge strength of the pull to zero; keeps few or one-sided cases from running away
 */
export function fitLogistic(cases: readonly LogisticCase[], ridge: number): readonly number[] {
  const size = cases[0]?.inputs.length ?? 0;
  let weights = new Array<number>(size).fill(0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = weights.map((weight, at) => (at === 0 ? 1e-6 : ridge) * weight);
    const curve = weights.map((_, row) =>
      weights.map((__, column) => (row === column ? (row === 0 ? 1e-6 : ridge) : 0)),
    );
    for (const { inputs, right, weight } of cases) {
      const sum = inputs.reduce((total, input, at) => total + input * (weights[at] ?? 0), 0);
      const p = 1 / (1 + Math.exp(-sum));
      for (let row = 0; row < size; row += 1) {
        const input = inputs[row] ?? 0;
        slope[row] = (slope[row] ?? 0) + weight * (p - (right ? 1 : 0)) * input;
        const line = curve[row] ?? [];
        for (let column = 0; column < size; column += 1) {
          line[column] = (line[column] ?? 0) + weight * p * (1 - p) * input * (inputs[column] ?? 0);
        }
      }
    }
    const change = solve(curve, slope);
    weights = weights.map((weight, at) => weight - (change[at] ?? 0));
    if (change.every(part => Math.abs(part) < 1e-7)) break;
  }
  return weights;
}

/** Gaussian elimination with pivoting; the matrix is small and positive definite. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = right.length;
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1) {
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = row;
    }
    const pivot = rows[best] ?? [];
    rows[best] = rows[column] ?? [];
    rows[column] = pivot;
    for (let row = 0; row < size; row += 1) {
      if (row === column) continue;
      const line = rows[row] ?? [];
      const factor = (line[column] ?? 0) / (pivot[column] || 1e-12);
      for (let at = column; at <= size; at += 1) line[at] = (line[at] ?? 0) - factor * (pivot[at] ?? 0);
    }
  }
  return rows.map((row, at) => (row[size] ?? 0) / (row[at] || 1e-12));
}

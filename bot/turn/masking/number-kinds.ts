import type { NumberGroups } from './number-groups.ts';

/** A number spelled digit by digit: "5 5 5 - 1 2 - 3 4 5 6". */
export function spelledOut({ shape }: NumberGroups): boolean {
  return (
    shape.length >= 7 &&
    shape.every(length => length <= 2) &&
    shape.filter(length => length === 1).length >= shape.length - 2
  );
}

const is = (shape: readonly number[], ...lengths: readonly number[]) =>
  shape.length === lengths.length && lengths.every((length, index) => shape[index] === length);

/** Social Security number ranges in use (SSA: no area 000, 666, 9xx; no group 00; no serial 0000) or an ITIN (IRS: 9xx). */
export function validSsn(digits: string): boolean {
  if (!/^\d{9}$/.test(digits)) return false;
  if (digits.slice(3, 5) === '00' || digits.slice(5) === '0000') return false;
  if (digits.startsWith('9')) return /^9\d\d(?:5\d|6[0-5]|7\d|8[0-8]|9[0-24-9])/.test(digits);
  return !digits.startsWith('000') && !digits.startsWith('666');
}

/** Whether the number is written as Social Security numbers are: 3-2-4. */
export function ssnShaped(number: NumberGroups): boolean {
  return is(number.shape, 3, 2, 4) || (number.digits.length === 9 && spelledOut(number));
}

/** Payment card: 13 to 19 digits, first digit of a card network, Luhn check (ISO/IEC 7812-1). */
export function isCard(number: NumberGroups): boolean {
  const { digits, shape } = number;
  if (digits.length < 13 || !/^[2-6]/.test(digits)) return false;
  const grouped =
    shape.length === 1 ||
    spelledOut(number) ||
    is(shape, 4, 6, 5) ||
    is(shape, 4, 6, 4) ||
    shape.every((length, index) => length === 4 || index === shape.length - 1);
  return grouped && luhn(digits);
}

function luhn(digits: string): boolean {
  let sum = 0;
  [...digits].reverse().forEach((character, index) => {
    const digit = Number(character);
    sum += index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  });
  return sum % 10 === 0;
}

/** Whether its groups are those of a North American phone number. */
export function northAmerican({ shape }: NumberGroups): boolean {
  const own = shape[0] === 1 ? shape.slice(1) : shape;
  return is(own, 3, 3, 4) || is(own, 3, 4);
}

/** Whether a number is written as phone numbers are, in the North American way or another country's. */
export function phoneShaped(number: NumberGroups, plus: boolean): boolean {
  const { digits, shape, separator } = number;
  if (plus) return digits.length >= 8 && digits.length <= 15;
  const ten = digits.length === 11 && digits.startsWith('1') ? digits.slice(1) : digits;
  const areaCode = /^[2-9]\d{9}$/.test(ten);
  if (areaCode && (shape.length === 1 || spelledOut(number))) return true;
  const own = digits.length === 11 && shape[0] === 1 ? shape.slice(1) : shape;
  if (
    areaCode &&
    (is(own, 3, 3, 4) ||
      is(own, 3, 7) ||
      is(own, 6, 4) ||
      is(own, 3, 3, 2, 2) ||
      is(own, 10) ||
      is(own, 4, 3, 4) ||
      is(own, 3, 4, 3))
  )
    return true;
  if (is(shape, 3, 4)) return (separator === '-' || separator === '.') && /^[2-9]/.test(digits);
  return abroad(number);
}

/** "010-1234-5678", "0917 123 4567", "8 (495) 123-45-67", "55 1234 5678". */
function abroad({ digits, shape }: NumberGroups): boolean {
  if (digits.length < 9 || digits.length > 12) return false;
  if (/^(?:0[1-9])/.test(digits) && shape.length === 1) return digits.length >= 10 && digits.length <= 11;
  if (shape.length < 3 || shape.length > 5 || dateShaped(shape)) return false;
  const national = /^[08]/.test(digits) && (shape[0] === 1 ? shape.slice(1) : shape);
  if (national) return national.every(length => length >= 2 && length <= 4);
  return digits.length >= 10 && shape.every(length => length >= 2 && length <= 4) && (shape.at(-1) ?? 0) >= 3;
}

function dateShaped(shape: readonly number[]): boolean {
  const [one = 0, two = 0, three = 0] = shape;
  return one <= 2 && two <= 2 && (three === 4 || three === 2) ? true : one === 4 && two <= 2 && three <= 2;
}

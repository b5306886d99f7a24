/** Letters of a well's row from its number, counted from 1: 1 is A, 27 is AA. */
export function rowLetters(row: number): string {
  const letter = (n: number) => String.fromCharCode(64 + n);
  return row <= 26 ? letter(row) : letter(Math.floor((row - 1) / 26)) + letter(((row - 1) % 26) + 1);
}

/** Number of a well's row from its letters, in either case: A = 1 ... Z = 26, AA = 27. */
export function rowNumber(letters: string): number {
  return [...letters.toUpperCase()].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
}

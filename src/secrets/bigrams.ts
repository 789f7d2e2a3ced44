/** Printable ASCII from `!` to `~` are columns 1 to 94; 0 is the edge of a value, 95 every other character. */
export const bigramColumns = 96;

/** The column of a character code. */
export function bigramColumn(code: number): number {
  return code > 32 && code < 127 ? code - 32 : bigramColumns - 1;
}

/** How unlike names and words a value is: the mean of -log2 p over its pairs of neighbours, in bits. */
export type Surprise = (value: string) => number;

/** Makes the measure from its table, 96 × 96 bytes as Base64 in sixteenths of a bit. */
export function surpriseOf(bigrams: string): Surprise {
  const table = Buffer.from(bigrams, "base64");
  return (value) => {
    let row = 0;
    let sum = 0;
    for (let index = 0; index < value.length; index++) {
      const column = bigramColumn(value.charCodeAt(index));
      sum += table[row * bigramColumns + column] ?? 0;
      row = column;
    }
    return value.length === 0 ? 0 : sum / value.length / 16;
  };
}

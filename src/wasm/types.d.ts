/** Pairs of text: a URLSearchParams, a FormData, or an array of pairs. */
export type Pairs = URLSearchParams | FormData | [string, string][];

/** A row or field of the catalog that was refused. */
export interface Refusal { table: string; row: string; field: string; allowed: string }

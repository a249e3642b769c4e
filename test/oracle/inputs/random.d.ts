/** Numbers that look random and are the same in every run (mulberry32). */
export declare function randomNumbers(seed: number): (below: number) => number;

/** Seeded pseudo-random numbers in [0, 1) (mulberry32), so that every run sees the same texts. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const syllables = ["ba", "ko", "ri", "ten", "mo", "la", "sur", "vi", "dan", "pe", "gol", "ne", "ta", "shi", "or", "fen"];

const wordsByRank: string[] = [];

/** A made-up word; low ranks are short and come often, as in a language. */
function wordOfRank(rank: number): string {
  return (wordsByRank[rank] ??= spellRank(rank));
}

function spellRank(rank: number): string {
  let word = "";
  for (let left = rank + 1; left > 0; left = Math.floor(left / syllables.length)) word += syllables[left % syllables.length];
  return word;
}

/** A text of made-up words whose frequencies follow Zipf's law, with phrases that recur from text to text. */
export function generateText(random: () => number, wordCount: number): string {
  const words: string[] = [];
  while (words.length < wordCount) {
    if (random() < 0.02) {
      const phrase = Math.floor(random() * random() * 400);
      for (let i = 0; i < 6; i++) words.push(wordOfRank((phrase * 37 + i * 11) % 900));
    } else words.push(wordOfRank(Math.floor(20_000 ** random()) - 1));
  }
  return words.slice(0, wordCount).join(" ");
}

/** The same text with about this share of its words replaced. */
export function rewriteText(random: () => number, text: string, share: number): string {
  return text.split(" ").map((word) => (random() < share ? wordOfRank(20_000 + Math.floor(random() * 20_000)) : word)).join(" ");
}

/** A shuffled copy of a list. */
export function shuffleList<T>(random: () => number, list: readonly T[]): T[] {
  const shuffled = list.slice();
  for (let i = shuffled.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [shuffled[i], shuffled[j]] = [shuffled[j]!, shuffled[i]!];
  }
  return shuffled;
}

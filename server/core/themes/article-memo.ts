/** What has been worked out for the article at hand, by number; beginning another article forgets it at once. */
export class ArticleMemo<T> {
  private readonly articles: Int32Array;
  private readonly values: (T | undefined)[];
  private article = 0;

  constructor(size: number) {
    this.articles = new Int32Array(size);
    // Filled from the start: an array that grows by leaps becomes a hash table.
    this.values = Array.from({ length: size }, () => undefined);
  }

  begin(): void {
    this.article += 1;
  }

  has(key: number): boolean {
    return this.articles[key] === this.article;
  }

  get(key: number): T | undefined {
    return this.articles[key] === this.article ? this.values[key] : undefined;
  }

  set(key: number, value: T): T {
    this.articles[key] = this.article;
    this.values[key] = value;
    return value;
  }
}

export function watchParent(onGone: () => void, options?: { throughShell?: boolean }): () => void;

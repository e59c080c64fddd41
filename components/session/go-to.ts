/** Leaves for a page that must be loaded anew, because who asks has changed. */
export function goTo(path: string): void {
  window.location.assign(path);
}

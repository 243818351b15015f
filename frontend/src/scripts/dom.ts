/** The nearest element around the target of `event` that fits `selector`. */
export function around<T extends Element = HTMLElement>(event: Event, selector: string): T | null {
  return event.target instanceof Element ? event.target.closest<T>(selector) : null;
}

/** Calls `then` for clicks inside an element that fits `selector`. */
export function onClick<T extends HTMLElement = HTMLElement>(selector: string, then: (element: T, event: MouseEvent) => void): void {
  document.addEventListener('click', (event) => {
    const element = around<T>(event, selector);
    if (element) then(element, event);
  });
}

/** Calls `then` with the page when it is ready, and after each swap. */
export function onContent(then: (root: ParentNode) => void): void {
  then(document);
  document.addEventListener('htmx:after:swap', () => then(document));
}

/** Whether keys typed now go into a field. */
export function typing(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return true;
  return around(event, 'input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog') !== null;
}

/** A word that the server put on the page for the scripts. */
export function word(name: string): string {
  return document.getElementById('toasts')?.dataset[name] ?? '';
}

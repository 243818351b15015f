import { around } from './dom';

// Two panes: what is pointed at or focused on one side is marked on the other.

/** Scrolls the pane alone: a page that moves between press and release takes the click away. */
function show(element: HTMLElement): void {
  const pane = element.closest('.pane');
  if (!pane) return;
  const [own, around] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const title = pane.querySelector('.pane-title')?.clientHeight ?? 0;
  if (own.top < around.top + title) pane.scrollTop += own.top - around.top - title;
  else if (own.bottom > around.bottom) pane.scrollTop += Math.min(own.bottom - around.bottom, own.top - around.top - title);
}

function mark(event: Event, scroll: boolean): void {
  const pair = around(event, '[data-pair]');
  if (!pair) return;
  const name = around(event, '[data-link]')?.dataset.link;
  pair.querySelectorAll<HTMLElement>('[data-link]').forEach((other) => {
    const fits = name !== undefined && other.dataset.link === name;
    other.classList.toggle('linked', fits);
    if (fits && scroll && !(event.target instanceof Node && other.contains(event.target))) {
      show(other);
    }
  });
}

document.addEventListener('mouseover', (event) => mark(event, false));
document.addEventListener('focusin', (event) => mark(event, true));
document.addEventListener('click', (event) => mark(event, true));

import { around } from './dom';

// Two panes: what is pointed at or focused on one side is marked on the other.

function mark(event: Event, scroll: boolean): void {
  const pair = around(event, '[data-pair]');
  if (!pair) return;
  const name = around(event, '[data-link]')?.dataset.link;
  pair.querySelectorAll<HTMLElement>('[data-link]').forEach((other) => {
    const fits = name !== undefined && other.dataset.link === name;
    other.classList.toggle('linked', fits);
    if (fits && scroll && !(event.target instanceof Node && other.contains(event.target))) {
      other.scrollIntoView({ block: 'nearest' });
    }
  });
}

document.addEventListener('mouseover', (event) => mark(event, false));
document.addEventListener('focusin', (event) => mark(event, true));
document.addEventListener('click', (event) => mark(event, true));

import { typing } from './dom';

// Lists that are worked through: j and k walk, Enter opens, x ticks, and a key of a button (data-key) presses it.

function items(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-review] tbody tr, [data-review] [data-review-item]')];
}

function walk(step: number): void {
  const all = items();
  const here = all.findIndex((item) => item.contains(document.activeElement));
  const next = all[here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, here + step))];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

document.addEventListener('keydown', (event) => {
  if (typing(event)) return;
  const item = items().find((one) => one.contains(document.activeElement));
  const press = (selector: string): boolean => {
    const found = item?.querySelector<HTMLElement>(selector);
    found?.click();
    return found !== undefined && found !== null;
  };
  const field = document.querySelector<HTMLElement>(`[data-shortcut="${CSS.escape(event.key)}"]`);
  if (event.key === 'j') walk(1);
  else if (event.key === 'k') walk(-1);
  else if (event.key === 'x' && press('input[type=checkbox]')) event.preventDefault();
  else if (event.key === 'Enter' && item === document.activeElement && press('a[href]')) event.preventDefault();
  else if (item?.querySelector(`[data-key="${CSS.escape(event.key)}"]`)) press(`[data-key="${CSS.escape(event.key)}"]`);
  else if (field) {
    event.preventDefault();
    if (field.matches('input, textarea')) field.focus();
    else field.click();
  }
});

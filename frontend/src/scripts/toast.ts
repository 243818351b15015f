import { onClick, onContent } from './dom';

const SHOWN = 6000;

function leave(toast: Element): void {
  toast.remove();
}

/** Shows a message made by a script. */
export function toast(text: string): void {
  const region = document.getElementById('toasts');
  if (!region) return;
  const element = document.createElement('div');
  element.className = 'toast toast-info';
  element.setAttribute('role', 'status');
  element.dataset.toast = '';
  const words = document.createElement('p');
  words.textContent = text;
  element.append(words);
  region.append(element);
  watch(element);
}

/** Bad news stays; the rest goes unless someone is reading it. */
function watch(element: HTMLElement): void {
  if (element.dataset.toast !== '' || element.dataset.watched) return;
  element.dataset.watched = 'yes';
  const later = (): void => {
    setTimeout(() => (element.matches(':hover, :focus-within') ? later() : leave(element)), SHOWN);
  };
  later();
}

onContent((root) => root.querySelectorAll<HTMLElement>('[data-toast]').forEach(watch));
onClick('[data-dismiss]', (button) => {
  const gone = button.closest('[data-toast], .alert');
  if (gone) leave(gone);
});

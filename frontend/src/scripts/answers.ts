import { word } from './dom';
import { toast } from './toast';

// Answers that htmx does not swap in. 422 is the form again with its errors, which it does.

interface Answer {
  ctx: { response?: { raw: Response; status: number } };
}

/** A redirect leads to a page of its own, such as the one to sign in: it is opened, not swapped into a list. */
document.addEventListener('htmx:before:response', (event) => {
  const raw = (event as CustomEvent<Answer>).detail.ctx.response?.raw;
  if (!raw?.redirected) return;
  event.preventDefault();
  location.assign(raw.url);
});

function failed(): void {
  const words = word('failed');
  if (words) toast(words);
}

document.addEventListener('htmx:error', failed);
document.addEventListener('htmx:response:error', (event) => {
  if ((event as CustomEvent<Answer>).detail.ctx.response?.status !== 422) failed();
});

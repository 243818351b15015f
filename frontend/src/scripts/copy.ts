import { onClick } from './dom';
import { toast } from './toast';

/** `data-copy` is the text, or the selector of the element whose text is copied; `data-copied` is what is said then. */
onClick('[data-copy]', async (button) => {
  const what = button.dataset.copy ?? '';
  const text = what.startsWith('#') ? document.querySelector(what)?.textContent : what;
  await navigator.clipboard.writeText(text?.trim() ?? '');
  if (button.dataset.copied) toast(button.dataset.copied);
});

onClick('[data-reveal]', (button) => {
  const field = document.getElementById(button.dataset.reveal ?? '');
  if (!(field instanceof HTMLInputElement)) return;
  const shown = field.type === 'text';
  field.type = shown ? 'password' : 'text';
  button.setAttribute('aria-pressed', String(!shown));
});

onClick('[data-print]', () => window.print());

// Everything here makes pages quicker; none of it is needed to use them. Events are caught at the document, so that
// what htmx swaps in works without being set up again.

import 'htmx.org';

import './answers';
import './theme';
import './toast';
import './dialog';
import './menu';
import './date';
import './drop';
import './tabs';
import './table';
import './review';
import './copy';
import './linked';
import { onContent } from './dom';

document.documentElement.classList.add('script');

// A form that came back with errors begins at their summary.
onContent((root) => root.querySelector<HTMLElement>('[data-focus]')?.focus());

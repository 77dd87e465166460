// Where the page begins: the texts first, then the shell that shows all else.
import { chooseLanguage, loadMessages } from './messages.js';
import { applyTheme } from './theme.js';

applyTheme();
await loadMessages(chooseLanguage());
await import('./shell.js');

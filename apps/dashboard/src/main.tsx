import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.js';
import { language } from './words/words.js';

document.documentElement.lang = language;
const page = document.getElementById('page');
if (page === null) throw new Error('index.html has no element #page');
createRoot(page).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

export * from '../../tests/browser/node_modules/lit-html/lit-html.js';

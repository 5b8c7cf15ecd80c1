import js from '@eslint/js';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'dist.*',
      'apps/dashboard/dist/',
      'apps/dashboard/src/ask/operations.ts',
      'apps/client/dist/',
      'apps/client/src/operations.ts',
      'node_modules/',
      'coverage/',
      'data/',
      'bench-results/',
      'reports/',
      '.stryker-tmp/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            ...['*.js', '*.mjs', 'apps/*/*.mjs', 'apps/client/examples/*.mjs', 'infra/*.js', 'infra/build/*.mjs'],
            ...['test/kit/*.mjs', 'test/browser/*.js'],
          ],
          // Twelve small files outside of tsconfig.json; the default limit is eight.
          maximumDefaultProjectFileMatchCount_THIS_WILL_SLOW_DOWN_LINTING: 15,
        },
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  // The pure core has no clock, no chance and no machine.
  {
    files: ['libs/relationship/**', 'libs/trust/**', 'libs/validation/**'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch', 'crypto', 'performance'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'time is data: take it as an argument' },
        { object: 'Temporal', property: 'Now', message: 'time is data: take it as an argument' },
        { object: 'Math', property: 'random', message: 'chance is data: take it as an argument' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'time is data' },
      ],
    },
  },
  // What the command line prints goes through one place, which makes control characters visible.
  {
    files: ['apps/cli/src/**'],
    ignores: ['**/*.spec.ts', 'apps/cli/src/terminal/saying.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.object.property.name=/^std(out|err)$/][callee.property.name="write"]',
          message: 'print with terminal/saying.ts',
        },
      ],
    },
  },
  {
    files: ['**/*.mjs', '*.js', 'infra/*.js', 'test/browser/*.js'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      globals: { console: 'readonly', process: 'readonly', setInterval: 'readonly', URL: 'readonly' },
    },
  },
);

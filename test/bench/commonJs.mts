/**
 * Lets Node itself load n8n's engine from `.mts` files, which Jest turns into CommonJS: the modules
 * that `import` finds in n8n-workflow have imports that Node cannot resolve, so take those for `require`.
 */
import { registerHooks } from 'node:module';

registerHooks({
	resolve(specifier, context, nextResolve) {
		if (specifier !== 'n8n-workflow') return nextResolve(specifier, context);
		return nextResolve(specifier, { ...context, conditions: ['node', 'require'] });
	},
});

/** A node that is used together with another one. */
interface RelatedNode {
	/** Type including the package, e.g. `n8n-nodes-wechat-mp.wechat`. */
	nodeType: string;
	/** What it is used for. */
	relationHint: string;
}

/** Advice for n8n's assistant about a node. */
interface NodeAdvice {
	/** Shown with the node in the assistant's search, and above its type definitions. */
	searchHint: string;
	relatedNodes: RelatedNode[];
}

/*
 * n8n 2.x passes these texts to its assistant that builds workflows; users never see them. The property is spread into descriptions,
 * because the types of older versions do not declare it; those versions ignore it.
 */

/** @returns the part of a node's description with advice for n8n's assistant */
export function builderAdvice(advice: NodeAdvice): { builderHint: NodeAdvice } {
	return { builderHint: advice };
}

/**
 * Advises n8n's assistant about one field or one choice of a list.
 *
 * @param propertyHint what the assistant would otherwise get wrong; n8n refuses to load a node with a hint on its field Resource or
 *   Operation, so there it belongs on the choices
 * @returns a part of the field or choice
 */
export function builderHint(propertyHint: string): { builderHint: { propertyHint: string } } {
	return { builderHint: { propertyHint } };
}

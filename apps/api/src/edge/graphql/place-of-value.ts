import { BREAK, GraphQLError, Kind, visit, type ASTNode, type DocumentNode } from 'graphql';

/** An error about a value that the document itself says, with the field and the place of the value in its message. */
export function withPlace(error: GraphQLError, document: DocumentNode): GraphQLError {
  const [node] = error.nodes ?? [];
  const [location] = error.locations ?? [];
  const field = node === undefined ? '' : fieldOf(node, document);
  if (field === '' || location === undefined) return error;
  const message = `${field} at ${location.line}:${location.column}: ${error.message}`;
  return new GraphQLError(message, { nodes: error.nodes, extensions: error.extensions });
}

/** The names from the argument down to the value, with dots between them: `input.occurredAt`. Empty if it is no value. */
function fieldOf(value: ASTNode, document: DocumentNode): string {
  let field = '';
  visit(document, {
    enter(node, _key, parent, _path, ancestors) {
      if (node !== value) return undefined;
      const around = [...ancestors, parent].filter((each): each is ASTNode => each !== undefined && 'kind' in each);
      field = around.flatMap((each, index) => nameOf(each, around[index + 1] ?? value)).join('.');
      return BREAK;
    },
  });
  return field;
}

function nameOf(node: ASTNode, within: ASTNode): readonly (string | number)[] {
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return [node.name.value];
  if (node.kind === Kind.VARIABLE_DEFINITION) return [`$${node.variable.name.value}`];
  return node.kind === Kind.LIST ? [node.values.findIndex((each) => each === within)] : [];
}

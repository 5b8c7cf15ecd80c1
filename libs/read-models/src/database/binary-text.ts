import {
  DataTypeNode,
  OperationNodeTransformer,
  RawNode,
  type KyselyPlugin,
  type OperationNode,
  type PluginTransformQueryArgs,
  type PluginTransformResultArgs,
  type QueryResult,
  type RootOperationNode,
  type UnknownRow,
} from 'kysely';

/**
 * Makes every text column of a migration compare by its bytes, as in SQLite. Otherwise the order of lists, and so the
 * meaning of a cursor, would depend on the locale of the database.
 */
export class BinaryText implements KyselyPlugin {
  private readonly transformer = new TextToBinary();

  transformQuery({ node }: PluginTransformQueryArgs): RootOperationNode {
    return this.transformer.transformNode(node);
  }

  async transformResult({ result }: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return result;
  }
}

class TextToBinary extends OperationNodeTransformer {
  protected override transformNodeImpl<T extends OperationNode>(node: T): T {
    if (DataTypeNode.is(node) && node.dataType === 'text')
      return RawNode.createWithSql('text collate "C"') as unknown as T;
    return super.transformNodeImpl(node);
  }
}

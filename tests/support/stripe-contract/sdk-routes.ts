import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

/** One method of a resource class, with the types of its declaration. */
export interface SdkRoute {
  method: "GET" | "POST" | "DELETE";
  path: string;
  params: ts.TypeNode | undefined;
  /** What the promise resolves to, and whether it comes one by one or as a list. */
  answer: ts.TypeNode;
  kind: "one" | "ApiList" | "ApiSearchResult";
}

const listKinds: Record<string, SdkRoute["kind"]> = {
  ApiListPromise: "ApiList",
  ApiSearchResultPromise: "ApiSearchResult",
};

/** Every declaration file of the SDK's resources, in a fixed order. */
export function declarationFiles(root: string): string[] {
  return readdirSync(join(root, "resources"), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".d.ts") && !file.startsWith("V2"))
    .sort()
    .map((file) => join(root, "resources", file));
}

/**
 * The routes of API v1: method and path from the SDK's code, parameters and answer from the declaration of the same
 * method.
 * @throws Error when a method of the code cannot be read or is not declared
 */
export function readSdkRoutes(program: ts.Program, root: string): SdkRoute[] {
  return declarationFiles(root).flatMap((file) => {
    const source = program.getSourceFile(file);
    if (!source) throw new Error(`${file} is not part of the program`);
    const code = file.replace(/\.d\.ts$/, ".js");
    return callsIn(code).flatMap(({ className, name, method, path }) => {
      if (!path.startsWith("/v1/")) return [];
      const declared = declarationsOf(source, className, name);
      if (declared.length === 0) throw new Error(`${file} declares no ${className}.${name}`);
      return declared.map((declaration) => ({ method, path, ...typesOf(declaration) }));
    });
  });
}

interface Call {
  className: string;
  name: string;
  method: SdkRoute["method"];
  path: string;
}

function callsIn(file: string): Call[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const calls: Call[] = [];
  for (const statement of source.statements.filter(ts.isClassDeclaration)) {
    for (const member of statement.members.filter(ts.isMethodDeclaration)) {
      const visit = (node: ts.Node): void => {
        if (ts.isCallExpression(node) && node.expression.getText() === "this._makeRequest") {
          const [method, path] = node.arguments;
          if (!method || !ts.isStringLiteral(method) || !path) throw new Error(`${file}: ${node.getText()}`);
          for (const one of pathsOf(path, member)) {
            calls.push({
              className: statement.name?.text ?? "",
              name: member.name.getText(),
              method: method.text as SdkRoute["method"],
              path: one,
            });
          }
        } else ts.forEachChild(node, visit);
      };
      visit(member);
    }
  }
  return calls;
}

/** The path as written in the call; a name stands for every path that was ever given to it. */
function pathsOf(node: ts.Expression, method: ts.MethodDeclaration): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map((span) => `{}${span.literal.text}`).join("")];
  }
  if (!ts.isIdentifier(node)) throw new Error(`No path: ${node.getText()}`);
  const paths: string[] = [];
  const visit = (inner: ts.Node): void => {
    const given =
      ts.isBinaryExpression(inner) && inner.left.getText() === node.text
        ? inner.right
        : ts.isVariableDeclaration(inner) && inner.name.getText() === node.text
          ? inner.initializer
          : undefined;
    if (given && (ts.isStringLiteralLike(given) || ts.isTemplateExpression(given)))
      paths.push(...pathsOf(given, method));
    ts.forEachChild(inner, visit);
  };
  visit(method);
  if (paths.length === 0) throw new Error(`No path in ${method.getText()}`);
  return paths;
}

function declarationsOf(source: ts.SourceFile, className: string, name: string): ts.MethodDeclaration[] {
  return source.statements
    .filter(ts.isClassDeclaration)
    .filter((one) => one.name?.text === className)
    .flatMap((one) => one.members.filter(ts.isMethodDeclaration))
    .filter((member) => member.name.getText() === name);
}

function typesOf(declaration: ts.MethodDeclaration) {
  const params = declaration.parameters.find((parameter) => parameter.name.getText() === "params")?.type;
  const promise = declaration.type;
  if (!promise || !ts.isTypeReferenceNode(promise)) throw new Error(`No answer: ${declaration.getText()}`);
  const [inner] = promise.typeArguments ?? [];
  if (!inner) throw new Error(`No answer: ${declaration.getText()}`);
  const kind = listKinds[promise.typeName.getText()];
  if (kind) return { params, answer: inner, kind };
  // Promise<Response<T>>: the SDK adds `lastResponse` by itself.
  const response = ts.isTypeReferenceNode(inner) && inner.typeName.getText() === "Response" && inner.typeArguments?.[0];
  return { params, answer: response || inner, kind: "one" as const };
}

/** What lists, texts, maps and promises can do by themselves: a call of such a name is nearly never one of the tree. */
export const builtinMethods: ReadonlySet<string> = new Set(
  (
    "map filter forEach push pop shift unshift slice splice concat join reverse sort find findIndex includes indexOf some " +
    "every reduce flat flatMap keys values entries has then catch finally toString trim split replace replaceAll match " +
    "matchAll test startsWith endsWith toLowerCase toUpperCase padStart padEnd substring charAt charCodeAt toFixed " +
    "toISOString getTime hasOwnProperty append extend items lower upper strip lstrip rstrip startswith endswith format " +
    "encode decode setdefault isdigit"
  ).split(" "),
);

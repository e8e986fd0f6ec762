
#include "contract.h"


static void
refuses_documents(void)
{
    expect("{", NULL, "line 1: string or '}' expected near end of file");
    expect("{'a':1,'a':2}", NULL,
           "line 1: duplicate object key near '\"a\"'");
    expect("{}", NULL, "#/openapi: must be 3.1");
    expect("{'openapi':'3.0.3'}", NULL, "#/openapi: must be 3.1");
    expect("{'openapi':'3.1.0'}", NULL,
           "#/servers: a server with \"/api/v1\" is missing");
    expect("{'openapi':'3.1.0','servers':[{'url':'/v2'}]}", NULL,
           "#/servers: \"/v2\" does not end with \"/api/v1\"");
    expect("{'openapi':'3.1.0','servers':[{'url':'https://host'}]}", NULL,
           "#/servers: \"https://host\" does not end with \"/api/v1\"");
    expect(DOC(""), NULL, "#/paths: there are no paths");
    expect(DOC("'x':{}"), NULL, "#/paths/x: a path begins with a slash");
    expect(DOC("'/x':{'head':{}}"), NULL,
           "#/paths/~1x/head: \"head\" is not supported");
    expect(DOC("'/x':{'get':1}"), NULL,
           "#/paths/~1x/get: an operation must be an object");
    expect(DOC("'/x':{'get':{'servers':[]}}"), NULL,
           "#/paths/~1x/get: \"servers\" is not supported");
    expect(DOC("'/x':{'get':{}}"), NULL,
           "#/paths/~1x/get: operationId is missing");
    expect(DOC("'/x':{'get':{'operationId':'a'}}"), NULL,
           "#/paths/~1x/get/responses: no response says success");
    expect(DOC("'/x':{'get':{'operationId':'a','responses':{'200':{},"
               "'201':{}}}}"), NULL, "#/paths/~1x/get/responses: more than "
           "one response says success");
    expect(DOC("'/x':{'get':{'operationId':'a','responses':{'203':{}}}}"),
           NULL, "#/paths/~1x/get/responses: success is 200, 201, 202 or "
           "204, not \"203\"");
    expect(DOC("'/x':{'get':{'operationId':'a','responses':{'200':{}}}}"),
           NULL, "#/paths/~1x/get: x-smartstack is missing: an operation has "
           "a query or a handler");
}


static void
refuses_extensions(void)
{
    static const char  sql[] = HEAD "select a from t";

#define ONE_CALLER  "an operation has one kind of caller: one role, or "    \
    "owner, member and support"
#define EXTENSION(ext)  DOC(GET("a", "", ext))
#define AT  "#/paths/~1x/get/x-smartstack"

    expect(EXTENSION("'querry':'x'"), NULL,
           AT "/querry: \"querry\" is not supported");
    expect(EXTENSION("'query':'tasks/lst'"), NULL,
           AT "/query: no such file \"api/sql/tasks/lst.sql\"");
    expect(EXTENSION("'query':'../tasks/x'"), sql,
           AT "/query: no such file \"api/sql/../tasks/x.sql\"");
    expect(EXTENSION("'query':7"), NULL,
           AT "/query: must be the name of a file");
    expect(EXTENSION("'handler':'auth.login'"), NULL,
           AT "/handler: no such handler \"auth.login\"");
    expect(EXTENSION("'roles':['owner']"), NULL,
           AT ": an operation has a query or a handler");
    expect(EXTENSION("'query':'tasks/x'"), sql, AT ": roles are missing");
    expect(EXTENSION("'roles':['king']"), NULL,
           AT "/roles: a role is public, user, owner, member, support, "
           "link:view, link:comment, link:upload, link:edit or admin");
    expect(EXTENSION("'roles':[]"), NULL, AT "/roles: " ONE_CALLER);
    expect(EXTENSION("'roles':['user','owner']"), NULL,
           AT "/roles: " ONE_CALLER);
    expect(EXTENSION("'roles':['owner','admin']"), NULL,
           AT "/roles: " ONE_CALLER);
    expect(EXTENSION("'roles':['link:view','link:edit']"), NULL,
           AT "/roles: " ONE_CALLER);
    expect(EXTENSION("'roles':['user','user']"), NULL,
           AT "/roles: " ONE_CALLER);
    expect(DOC(POST(BODY(INPUT), "'query':'tasks/x','result':'one',"
                                 "'roles':['member','support']")), sql,
           "#/paths/~1x/post/x-smartstack: support only reads");
    expect(EXTENSION("'scope':'tasks'"), NULL,
           AT "/scope: must look like \"tasks:read\"");
    expect(EXTENSION("'scope':'tasks:'"), NULL,
           AT "/scope: must look like \"tasks:read\"");
    expect(EXTENSION("'scope':':read'"), NULL,
           AT "/scope: must look like \"tasks:read\"");
    expect(EXTENSION("'scope':'tasks:read:all'"), NULL,
           AT "/scope: must look like \"tasks:read\"");
    expect(EXTENSION("'query':'tasks/x','result':'one','roles':['user'],"
                     "'scope':'tasks:read'"), sql,
           AT ": a scope needs roles of a workspace");
    expect(EXTENSION("'limit':'often'"), NULL,
           AT "/limit: must be mail, login or open");
    expect(EXTENSION("'secret':'token'"), NULL,
           AT "/secret: must be a list of columns");
    expect(EXTENSION("'secret':['a b']"), NULL,
           AT "/secret: must be the name of a column");
    expect(EXTENSION(ONE ",'secret':['token']"), sql,
           AT ": a secret is shown by a POST with result: one");
    expect(EXTENSION("'query':'tasks/x'," ROLES), sql,
           AT ": result is missing");
    expect(EXTENSION("'result':'many'"), NULL,
           AT "/result: must be one, list or none");
    expect(EXTENSION("'pool':'lake'"), NULL,
           AT "/pool: must be auth, member, guest or admin");
    expect(EXTENSION("'class':'slow'"), NULL,
           AT "/class: must be short or long");
    expect(EXTENSION("'etag':'rev; drop'"), NULL,
           AT "/etag: must be the name of a column");
    expect(EXTENSION("'etag':''"), NULL,
           AT "/etag: must be the name of a column");
    expect(EXTENSION("'location':'/tasks/{id}/x'"), NULL,
           AT "/location: must be a path that ends with \"/{id}\"");
    expect(EXTENSION("'location':'/{a}/{id}'"), NULL,
           AT "/location: must be a path that ends with \"/{id}\"");
    expect(EXTENSION("'body_max':'64q'"), NULL,
           AT "/body_max: must be a size such as 64k");
    expect(EXTENSION("'body_max':0"), NULL,
           AT "/body_max: must be a size such as 64k");
    expect(EXTENSION(ONE ",'location':'/tasks/{id}'"), sql,
           AT ": location goes with 201 or 202");
    expect(EXTENSION("'query':'tasks/x','result':'one','roles':['public'],"
                     "'pool':'member'"), sql,
           AT ": queries of this caller run in pool \"auth\"");
    expect(EXTENSION("'query':'tasks/x','result':'one',"
                     "'roles':['link:view'],'pool':'member'"), sql,
           AT ": queries of this caller run in pool \"guest\"");
    expect(EXTENSION(ONE ",'pool':'auth'"), sql,
           AT ": queries of this caller run in pool \"member\"");
    expect(EXTENSION("'query':'tasks/x','result':'none'," ROLES), sql,
           AT ": result: none goes with 204 or 202, 204 with it");
    expect(EXTENSION(LIST ",'etag':'rev'"), sql,
           AT ": a list has neither etag nor location");
    expect(DOC("'/x/{workspace_id}':{'get':" OP("a", "200",
               PARAMS(IN_PATH("workspace_id")), "'query':'tasks/x',"
               "'result':'one','roles':['user']") "}"), sql,
           "#/paths/~1x~1{workspace_id}/get/x-smartstack: workspace_id in the "
           "path needs roles of a workspace");
}


static void
refuses_parameters(void)
{
    static const char  sql[] = HEAD "select a from t where b = :b::text";

#define PARAMETER(text)  DOC(GET("a", PARAMS(text), ONE))
#define PATHS(path, params)                                                   \
    DOC("'" path "':{'get':" OP("a", "200", PARAMS(params), ONE) "}")
#undef AT
#define AT  "#/paths/~1x/get/parameters"

    expect(DOC(GET("a", "'parameters':1,", ONE)), sql,
           AT ": parameters must be an array");
    expect(PARAMETER("{'name':'b','in':'query'}"), sql,
           AT "/0: a parameter has \"name\", \"in\" and \"schema\"");
    expect(PARAMETER("{'$ref':'#/components/parameters/No'}"), sql,
           AT "/0: $ref \"#/components/parameters/No\" leads nowhere");
    expect(PARAMETER("{'name':'b','in':'cookie','schema':{}}"), sql,
           AT "/0: \"in\" is path, query or header, not \"cookie\"");
    expect(PARAMETER("{'name':'b','in':'query','content':{}}"), sql,
           AT "/0: \"content\" is not supported");
    expect(PARAMETER("{'name':'b','in':'query','style':'deepObject',"
                     "'schema':{'type':'string'}}"), sql,
           AT "/0: style \"deepObject\" is not supported");
    expect(PARAMETER("{'name':'X-B','in':'header','schema':{'type':'string'}}"),
           sql, AT "/0: header \"X-B\" is not supported");
    expect(PARAMETER(QUERY("b", "string") "," QUERY("b", "string")), sql,
           AT "/1: parameter \"b\" is there twice");
    expect(PARAMETER("{'name':'b','in':'query','schema':{'type':'string',"
                     "'contentEncoding':'x'}}"), sql,
           AT "/0/schema/contentEncoding: unsupported keyword "
           "\"contentEncoding\"");
    expect(PARAMETER("{'name':'b','in':'query','schema':{'type':'array',"
                     "'items':{'type':'string'}}}"), sql,
           AT "/0: an array comes comma separated: explode: false");
    expect(PARAMETER(QUERY("b", "string") "," QUERY("c", "string")), sql,
           "#/paths/~1x/get: query parameter \"c\" is not used by "
           "%s/tasks/x.sql");
    expect(PARAMETER(QUERY("b", "string") "," QUERY("limit", "integer")), sql,
           "#/paths/~1x/get: query parameter \"limit\" is not used by "
           "%s/tasks/x.sql");

    expect(PATHS("/x/{b}", "{'name':'b','in':'path','schema':{'type':"
                 "'string'}}"), sql, "#/paths/~1x~1{b}/get/parameters/0: a "
           "path parameter is required: true");
    expect(PATHS("/x/{b}", ""), sql, "#/paths/~1x~1{b}/get: path parameter "
           "\"b\" is not declared");
    expect(PATHS("/x/{b}/{b}", IN_PATH("b")), sql, "#/paths/~1x~1{b}~1{b}/get:"
           " path parameter \"b\" is there twice");
    expect(PATHS("/x", IN_PATH("b")), sql, "#/paths/~1x/get: path parameter "
           "\"b\" is not in the path");
    expect(PATHS("/x/a{b}", IN_PATH("b")), sql, "#/paths/~1x~1a{b}/get: a "
           "path parameter is a whole segment, \"{name}\"");
    expect(PATHS("/x//y", ""), sql, "#/paths/~1x~1~1y/get: the path has an "
           "empty segment");
    expect(PATHS("/x/", ""), sql, "#/paths/~1x~1/get: the path has an empty "
           "segment");
    expect(PATHS("/{a}/{b}/{c}/{d}/{e}", IN_PATH("a") "," IN_PATH("b") ","
                 IN_PATH("c") "," IN_PATH("d") "," IN_PATH("e")), sql,
           "#/paths/~1{a}~1{b}~1{c}~1{d}~1{e}/get: more than 4 path "
           "parameters");
    expect(PATHS("/x/{b}", "{'name':'b','in':'path','required':true,'schema':"
                 "{'type':'array','items':{'type':'string'}}}"), sql,
           "#/paths/~1x~1{b}/get/parameters/0: a path parameter is no array");
    expect("{'openapi':'3.1.0','servers':[{'url':'/api/v1'}],'paths':{"
           GET("a", PARAMS("{'$ref':'#/b'}"), ONE) "},'b':{'$ref':'#/b'}}",
           sql, "#/b: $ref is recursive");
    expect(PATHS("/{b}/{c}", IN_PATH("c") "," IN_PATH("b")), sql,
           "#/paths/~1{b}~1{c}/get: path parameter \"c\" is not used by "
           "%s/tasks/x.sql");
}


static void
refuses_bodies(void)
{
    static const char  sql[] =
        HEAD "insert into t (a, b) values (:title::text, :tags::text[]) "
        "returning a";

#undef AT
#define AT  "#/paths/~1x/post/requestBody"

    expect(DOC(GET("a", BODY(INPUT), ONE)), sql,
           "#/paths/~1x/get/requestBody: GET and DELETE do not take a body");
    expect(DOC(POST("'requestBody':{'content':{'text/plain':{}}},", ONE)),
           sql, AT ": a body has one content type, application/json");
    expect(DOC(POST("'requestBody':{'content':{'application/json':{}}},",
                    ONE)), sql,
           AT "/content/application~1json/schema: the schema is missing");
    expect(DOC(POST(BODY("{'type':'string'}"), ONE)), sql,
           AT ": a body is an object with additionalProperties: false");
    expect(DOC(POST(BODY(INPUT), ONE)),
           HEAD "insert into t values (:title::text) returning a",
           AT ": body member \"tags\" is not used by %s/tasks/x.sql");
    expect(DOC(POST(BODY(INPUT), ONE)),
           HEAD "insert into t values (:title::text, :tags::text) returning a",
           "%s/tasks/x.sql:2: member \"tags\" is an array, but text is none");
    expect(DOC(POST(BODY(INPUT), ONE)),
           HEAD "insert into t values (:title::text[]) returning a",
           "%s/tasks/x.sql:2: member \"title\" is no array, but text[] is");
    expect(DOC(POST(BODY("{'type':'object','additionalProperties':false,"
                         "'properties':{'a':{'type':['object','null'],"
                         "'additionalProperties':false}}}"), ONE)),
           HEAD "insert into t values (:a::text) returning a",
           "%s/tasks/x.sql:2: member \"a\" may be an object: its type is "
           "jsonb, not text");
    expect(DOC(POST(BODY("{'type':'object','additionalProperties':false,"
                         "'properties':{'body':{'type':'string'}}}"), ONE)),
           HEAD "insert into t values (:body::jsonb) returning a",
           "%s/tasks/x.sql:2: parameter \":body\" could come from 2 places");
    expect(DOC("'/x/{title}':{'post':" OP("a", "200", PARAMS(IN_PATH("title"))
               BODY(INPUT), ONE) "}"), sql,
           "%s/tasks/x.sql:2: parameter \":title\" could come from 2 places");
}


static void
refuses_statements(void)
{
    expect(DOC(GET("a", "", ONE)), "select 1", "%s/tasks/x.sql:1: a file "
           "begins with a \"--\" comment that says what it does");
    expect(DOC(GET("a", "", ONE)), HEAD "select\n:projct_id::uuid",
           "%s/tasks/x.sql:3: unknown parameter \":projct_id\"");
    expect(DOC(GET("a", "", ONE)), HEAD "select :caller_user::text",
           "%s/tasks/x.sql:2: unknown parameter \":caller_user\"");
    expect(DOC(GET("a", "", ONE)), HEAD "select :if_rev::int",
           "%s/tasks/x.sql:2: unknown parameter \":if_rev\": it is for "
           "writes");
    expect(DOC(GET("a", "", ONE)), HEAD "select :body::jsonb",
           "%s/tasks/x.sql:2: unknown parameter \":body\": the operation "
           "takes no body");
    expect(DOC(GET("a", "", LIST)), HEAD "select :limit::int",
           "%s/tasks/x.sql:2: unknown parameter \":limit\": it needs a query "
           "parameter \"limit\"");
    expect(DOC(GET("a", "", "'query':'tasks/x','result':'one',"
                   "'roles':['user']")), HEAD "select :workspace::uuid",
           "%s/tasks/x.sql:2: unknown parameter \":workspace\": it needs "
           "roles of a workspace");
    expect(DOC(GET("a", "", "'query':'tasks/x','result':'one',"
                   "'roles':['link:view']")), HEAD "select :workspace::uuid",
           "%s/tasks/x.sql:2: unknown parameter \":workspace\": it needs "
           "roles of a workspace");
    expect(DOC(GET("a", "", "'query':'tasks/x','result':'one',"
                   "'roles':['public']")), HEAD "select :caller_user::uuid",
           "%s/tasks/x.sql:2: unknown parameter \":caller_user\": it needs "
           "a caller who is signed in");
    expect(DOC(GET("a", "", "'query':'tasks/x','result':'one',"
                   "'roles':['user']")), HEAD "select :link::uuid",
           "%s/tasks/x.sql:2: unknown parameter \":link\": it needs the role "
           "of a share link");
    expect(DOC(GET("a", "", ONE)), HEAD "select :idempotency_key::text",
           "%s/tasks/x.sql:2: unknown parameter \":idempotency_key\"");
    expect(DOC(GET("a", "", ONE)), SORTED,
           "%s/tasks/x.sql:3: filters and sorts are for result: list");

    expect(DOC(PATCH("", ONE ",'etag':'rev'")),
           HEAD "update t set a = 1 returning rev",
           "%s/tasks/x.sql:2: a write with an etag must compare "
           ":if_rev::int");
    expect(DOC(PATCH("", ONE)),
           HEAD "update t set a = 1 where rev = :if_rev::int returning a",
           "%s/tasks/x.sql:2: a write with :if_rev needs \"--: current\", "
           "which tells 404 from 412");
    expect(DOC(PATCH("", ONE)),
           HEAD "update t set a = 1 returning a\n--: current\nselect a from t",
           "%s/tasks/x.sql:4: \"--: current\" is for writes with :if_rev");
    expect(DOC(PATCH("", ONE)),
           HEAD "update t set a = 1 where rev = :if_rev::int returning a\n"
           "--: current\nselect a\nfrom t where b = :b::int",
           "%s/tasks/x.sql:5: unknown parameter \":b\"");
    expect(DOC(POST("", ONE)), HEAD "delete from t",
           "%s/tasks/x.sql:2: a POST is kept for Idempotency-Key: it must "
           "return a row, with RETURNING");
    expect(DOC(GET("a", PARAMS(QUERY("b", "string")), ONE)),
           HEAD "select :b::text[]",
           "%s/tasks/x.sql:2: parameter \"b\" is no array, but text[] is");

    expect(DOC("'/x':{'get':" OP("a", "200", "", ONE) ",'post':"
               OP("a", "200", "", ONE) "}"), HEAD "select 1",
           "#/paths/~1x/post: operationId \"a\" is there twice");
    expect(DOC("'/x/{a}':{'get':" OP("a", "200", PARAMS(IN_PATH("a")), ONE) "}"
               ",'/x/{b}':{'get':" OP("b", "200", PARAMS(IN_PATH("b")),
               "'handler':'auth.session'," ROLES) "}"),
           HEAD "select :a::text",
           "#/paths/~1x~1{b}/get/x-smartstack/handler: no such handler "
           "\"auth.session\"");

    put("tasks/y", HEAD "select 1");
    expect(DOC(GET("a", "", ONE)), HEAD "select 1",
           "%s/tasks/y.sql:1: no operation and no handler uses this file");
    drop("tasks/y");
}


static void
refuses_lists(void)
{
#undef AT
#define AT  "#/paths/~1x/get: "
#define PAGED(rest)  DOC(GET("a", PARAMS(PAGE rest), LIST))
#define BY_A  HEAD "select a from t where true\n--: sort a a::int\n"

    expect(DOC("'/x':{'post':" OP("a", "200", SORTED_PARAMS, LIST) "}"),
           SORTED, "#/paths/~1x/post: a list with sorts is read with GET");
    expect(DOC(GET("a", "", LIST)), BY_A,
           AT "a list with sorts has the query parameter \"limit\"");
    expect(DOC(GET("a", PARAMS("{'$ref':'#/components/parameters/Limit'}"),
                   LIST)), BY_A,
           AT "a list with sorts has the query parameter \"cursor\"");
    expect(DOC(GET("a", PARAMS("{'$ref':'#/components/parameters/Cursor'},"
                   "{'name':'limit','in':'query','schema':{'type':'integer',"
                   "'minimum':1,'maximum':101}}"), LIST)), BY_A,
           AT "query parameter \"limit\" is an integer from 1 to 100");
    expect(PAGED(), HEAD "select a from t where true\n--: sort a a::int\n"
           "--: sort b b::int\n",
           AT "a list with sorts has the query parameter \"sort\"");
    expect(PAGED("," QUERY("count", "integer")), BY_A,
           AT "query parameter \"count\" is one of none, estimate, exact");
    expect(PAGED(",{'name':'count','in':'query','schema':{'type':'string',"
                 "'enum':['none','exact','estimate']}}"), BY_A,
           AT "query parameter \"count\" is one of none, estimate, exact");
    expect(PAGED("," SORT("'a','-a','z'")), BY_A, AT "query parameter "
           "\"sort\": %s/tasks/x.sql has no \"--: sort z\"");
    expect(PAGED("," SORT("'-a'")), BY_A "--: sort b b::int\n",
           "%s/tasks/x.sql:4: query parameter \"sort\" of the contract does "
           "not offer \"b\"");
    expect(PAGED(",{'name':'sort','in':'query','schema':{'type':'string',"
                 "'enum':['a']}}"), BY_A,
           AT "query parameter \"sort\" has no default");
    expect(PAGED(), BY_A "--: filter q b = :value::int\n",
           "%s/tasks/x.sql:4: the contract has no query parameter \"q\"");
    expect(PAGED("," QUERY("q", "string") "," QUERY("r", "string")),
           BY_A "--: filter q b = :value::int\n",
           AT "query parameter \"r\" is not used by %s/tasks/x.sql");
    expect(PAGED("," QUERY("q", "string")),
           BY_A "--: filter q b = any(:value::int[])\n",
           "%s/tasks/x.sql:4: parameter \"q\" is no array, but int[] is");
    expect(PAGED("," QUERY("q", "string")),
           BY_A "\n--: filter q b = :value::int and c = :c::int\n",
           "%s/tasks/x.sql:5: unknown parameter \":c\"");
    expect(PAGED(",{'name':'q','in':'query','required':true,"
                 "'schema':{'type':'string'}}"),
           BY_A "--: filter q b = :value::int\n", AT "query parameter \"q\" "
           "is a filter, which cannot be required");
    expect(PAGED(), HEAD "select a from t where b < :limit::int\n"
           "--: sort a a::int\n", "%s/tasks/x.sql:2: a list with sorts does "
           "not use \":limit\" itself");
    expect(DOC(GET("a", PARAMS("{'$ref':'#/components/parameters/Cursor'}"),
                   LIST)), HEAD "select a from t order by a",
           AT "query parameter \"cursor\" is not used by %s/tasks/x.sql");
}


static void
refuses_files(void)
{
    char    *big;
    size_t   n;

    n = 65536;
    big = malloc(n + 1);
    memset(big, ' ', n);
    big[n] = '\0';
    ngx_memcpy(big, HEAD "select 1", sizeof(HEAD "select 1") - 1);

    expect(DOC(GET("a", "", ONE)), big,
           "%s/tasks/x.sql: the file is too long");
    big[n - 1] = '\0';
    expect(DOC(GET("a", "", ONE)), big, NULL);
    free(big);

    put("a/b/c/x", HEAD "select 1");
    expect(DOC(GET("a", "", ONE)), HEAD "select 1", "%s/a/b/c/x.sql:1: no "
           "operation and no handler uses this file");
    drop("a/b/c/x");

    put("a/b/c/d/x", HEAD "select 1");
    expect(DOC(GET("a", "", ONE)), NULL,
           "%s/a/b/c/d: folders are nested too deep");
    drop("a/b/c/d/x");
}


static void
refuses_routes(void)
{
    put("auth/find", HEAD "select 1");
    put("auth/open", HEAD "select 1");

    is_int(compile(DOC("'/x/{a}':{'get':" OP("a", "200", PARAMS(IN_PATH("a")),
                       "'handler':'auth.session','roles':['user']") "},"
                       "'/x/{b}':{'get':" OP("b", "200", PARAMS(IN_PATH("b")),
                       "'handler':'auth.session','roles':['user']") "}"),
                   handlers), NGX_ERROR, "is refused");
    is_str(&error, "#/paths/~1x~1{b}/get: another path answers this route "
           "already", "two names for one route");

    drop("auth/find");
    drop("auth/open");

    (void) rmdir(dir);
    is_int(compile(DOC(GET("a", "", ONE)), handlers), NGX_ERROR,
           "is refused");
    ok(ngx_strnstr(error.data, ": cannot be read: No such file or directory",
                   error.len) != NULL, "no folder of SQL files");
}


TAP_MAIN
{
    if (mkdtemp(dir) == NULL) {
        ok(0, "a folder for the SQL files");
        return;
    }

    refuses_documents();
    refuses_extensions();
    refuses_parameters();
    refuses_bodies();
    refuses_statements();
    refuses_lists();
    refuses_files();
    refuses_routes();
}


#include "contract.h"


static ngx_smartstack_operation_t *
operation(ngx_uint_t n)
{
    return ((ngx_smartstack_operation_t **) contract->operations.elts)[n];
}


static void
is_bind(ngx_smartstack_statement_t *statement, ngx_uint_t n,
    ngx_smartstack_bind_e kind, ngx_uint_t index, const char *name)
{
    ok(n < statement->nbinds && statement->binds[n].kind == kind
       && statement->binds[n].index == index, "%s is bound", name);
}


static void
binds_queries(void)
{
    ngx_str_t                    path;
    ngx_smartstack_match_t       m;
    ngx_smartstack_param_t      *param;
    ngx_smartstack_operation_t  *op;

    expect(DOC("'/y/{c}/{b}':{'parameters':[" IN_PATH("b") "," IN_PATH("c")
               "," QUERY("d", "integer") "],'patch':"
               OP("a", "200", PARAMS(QUERY("d", "string")) BODY(INPUT),
                  ONE ",'etag':'rev','body_max':'8k','class':'long'") "}"),
           HEAD "update t set a = :title::text, b = case when :has_tags::bool "
           "then :tags::text[] end, c = :new_id::uuid, d = :new_id_2::uuid,\n"
           "e = :caller_user::uuid, f = :caller_session::uuid, "
           "g = :workspace::uuid, h = :request_id::text, i = :body::jsonb "
           "where j = :b::text and k = :c::text and l = :d::text "
           "and m = :if_rev::int returning a\n"
           "--: current\nselect a from t where b = :b::text",
           NULL);

    if (contract == NULL) {
        return;
    }

    op = operation(0);

    is_str(&op->id, "a", "operationId");
    is_str(&op->path, "/api/v1/y/{c}/{b}", "path");
    is_int(op->method, NGX_SMARTSTACK_PATCH, "method");
    is_int(op->status, 200, "status");
    is_int(op->caller, NGX_SMARTSTACK_CALLER_MEMBER, "caller");
    is_int(op->roles, NGX_SMARTSTACK_ROLE_OWNER|NGX_SMARTSTACK_ROLE_MEMBER,
           "roles");
    is_str(&op->pool, "member", "pool");
    is_str(&op->etag, "rev", "etag");
    is_int(op->body_max, 8192, "body_max");
    is_int(op->workspace, -1, "no tenant in the path");
    ok(op->long_class && op->write && op->if_match && op->body_required
       && !op->idempotent && !op->sorted && op->scope.len == 0,
       "flags");

    param = op->path_params.elts;
    is_int(op->path_params.nelts, 2, "path parameters");
    is_str(&param[0].name, "c", "in the order of the path");
    is_int(param[1].index, 1, "with their position");
    is_int(op->query.nelts, 1, "the operation's own query parameter wins");

    is_int(op->main->nbinds, 14, "parameters of the statement");
    is_bind(op->main, 0, NGX_SMARTSTACK_BIND_MEMBER, 0, "title");
    is_bind(op->main, 1, NGX_SMARTSTACK_BIND_HAS, 0, "has_tags");
    is_str(&op->main->binds[1].name, "tags", "the member's name");
    is_bind(op->main, 2, NGX_SMARTSTACK_BIND_MEMBER, 0, "tags");
    is_int(op->main->binds[2].array, 1, "an array");
    is_bind(op->main, 3, NGX_SMARTSTACK_BIND_NEW_ID, 0, "new_id");
    is_bind(op->main, 4, NGX_SMARTSTACK_BIND_NEW_ID, 1, "new_id_2");
    is_bind(op->main, 5, NGX_SMARTSTACK_BIND_CALLER_USER, 0, "caller_user");
    is_bind(op->main, 6, NGX_SMARTSTACK_BIND_CALLER_SESSION, 0, "session");
    is_bind(op->main, 7, NGX_SMARTSTACK_BIND_WORKSPACE, 0, "workspace");
    is_bind(op->main, 8, NGX_SMARTSTACK_BIND_REQUEST_ID, 0, "request_id");
    is_bind(op->main, 9, NGX_SMARTSTACK_BIND_BODY, 0, "body");
    is_bind(op->main, 10, NGX_SMARTSTACK_BIND_PATH, 1, "b");
    is_bind(op->main, 11, NGX_SMARTSTACK_BIND_PATH, 0, "c");
    is_bind(op->main, 12, NGX_SMARTSTACK_BIND_QUERY, 0, "d");
    is_bind(op->main, 13, NGX_SMARTSTACK_BIND_IF_REV, 0, "if_rev");

    is_str(&op->main->name, "tasks/x", "name of the statement");
    is_int(op->main->id, 1, "its id");
    is_int(op->current->id, 2, "that of the second one");
    is_int(op->current->nbinds, 1, "its parameters");
    is_int(contract->nstatements, 2, "the highest id");

    path = tap_str("/api/v1/y/1/2");
    is_int(ngx_smartstack_route_match(contract->routes, NGX_SMARTSTACK_PATCH,
                                      &path, tap_pool, &m),
           NGX_OK, "its route");
    ok(m.operation == op, "leads to it");

    is_str(&contract->document,
           "{\"openapi\":\"3.1.0\",\"servers\":[{\"url\":"
           "\"https://host/api/v1\"},{\"url\":\"/api/v1\"}],\"paths\":{"
           "\"/y/{c}/{b}\":{\"parameters\":[{\"name\":\"b\",\"in\":\"path\","
           "\"required\":true,\"schema\":{\"type\":\"string\"}},{\"name\":"
           "\"c\",\"in\":\"path\",\"required\":true,\"schema\":{\"type\":"
           "\"string\"}},{\"name\":\"d\",\"in\":\"query\",\"schema\":{"
           "\"type\":\"integer\"}}],\"patch\":{\"operationId\":\"a\","
           "\"responses\":{\"200\":{},\"404\":{}},\"parameters\":[{\"name\":"
           "\"d\",\"in\":\"query\",\"schema\":{\"type\":\"string\"}}],"
           "\"requestBody\":{\"required\":true,\"content\":{"
           "\"application/json\":{\"schema\":{\"$ref\":"
           "\"#/components/schemas/Input\"}}}}}}},\"components\":{"
           "\"parameters\":{\"Limit\":{\"name\":\"limit\",\"in\":\"query\","
           "\"schema\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":100,"
           "\"default\":50}},\"Cursor\":{\"name\":\"cursor\",\"in\":\"query\","
           "\"schema\":{\"type\":\"string\"}}},\"schemas\":{\"Input\":{"
           "\"type\":\"object\",\"additionalProperties\":false,\"properties\":"
           "{\"title\":{\"type\":\"string\"},\"tags\":{\"type\":\"array\","
           "\"items\":{\"type\":\"string\"},\"maxItems\":9}}},\"A\":{\"type\":"
           "\"object\",\"additionalProperties\":false,\"required\":[\"kind\"],"
           "\"properties\":{\"kind\":{\"type\":\"string\",\"const\":\"a\"},"
           "\"x\":{\"type\":\"string\"}}},\"B\":{\"type\":\"object\","
           "\"additionalProperties\":false,\"required\":[\"kind\"],"
           "\"properties\":{\"kind\":{\"type\":\"string\",\"const\":\"b\"},"
           "\"y\":{\"type\":\"string\"}}}}}}",
           "the document says nothing of x-smartstack");
}


static void
binds_more(void)
{
    ngx_smartstack_operation_t  *op;

    expect(DOC("'/w/{workspace_id}':{'post':" OP("a", "201",
               PARAMS(IN_PATH("workspace_id"))
               BODY("{'type':'object','additionalProperties':false,"
                    "'properties':{'body':{'type':'string'}}}"),
               ONE ",'etag':'rev','location':'/w/{id}'") "}"),
           HEAD "insert into t values (:body::text) returning id, rev", NULL);

    if (contract == NULL) {
        return;
    }

    op = operation(0);

    is_int(op->workspace, 0, "the tenant in the path needs no other use");
    is_bind(op->main, 0, NGX_SMARTSTACK_BIND_MEMBER, 0,
            "a member called body, told by its type,");
    ok(op->idempotent && !op->key_required && !op->if_match,
       "a POST takes an idempotency key");
    is_bind(op->wrapped, 1, NGX_SMARTSTACK_BIND_IDEMPOTENCY_KEY, 0, "key");
    is_int(op->wrapped->id, 2, "under an id of its own");
    is_str(&op->location, "/w/{id}", "location");

    expect(DOC("'/x':{'patch':" OP("a", "200",
               PARAMS("{'name':'If-Match','in':'header','required':true,"
                      "'schema':{'type':'string'}}")
               BODY("{'oneOf':[{'$ref':'#/components/schemas/A'},"
                    "{'$ref':'#/components/schemas/B'}],'discriminator':"
                    "{'propertyName':'kind','mapping':{'a':"
                    "'#/components/schemas/A','b':"
                    "'#/components/schemas/B'}}}"),
               ONE ",'pool':'member','class':'short'") "}"),
           HEAD "select :kind::text, :x::text, :y::text", NULL);
    ok(contract && !operation(0)->key_required, "If-Match is no key");
    is_int(contract ? operation(0)->main->nbinds : 0, 3,
           "members of all kinds of a body");

    expect(DOC(POST(PARAMS("{'name':'Idempotency-Key','in':'header',"
                           "'required':true,'schema':{'type':'string'}}"),
                    ONE)), HEAD "select 1 as x", NULL);
    ok(contract && operation(0)->key_required, "a key that must be there");

    expect(DOC(GET("a", PARAMS("{'$ref':'#/components/parameters/Limit'}"),
                   LIST)), HEAD "select a from t order by a limit "
           ":limit::int", NULL);
    op = operation(0);
    is_bind(op->main, 0, NGX_SMARTSTACK_BIND_LIMIT, 0, "limit");
    ok(!op->sorted && op->limit_param == 0 && op->cursor_param == -1,
       "a list of its own order");

    expect(DOC(POST(BODY("{'type':'object','additionalProperties':false,"
                         "'properties':{'a':{'type':'string'},"
                         "'b':{'type':'object','additionalProperties':false},"
                         "'c':{'type':'array','items':{'type':'string'}}}}"),
                    LIST)),
           HEAD "select :body::jsonb", NULL);
    expect(DOC(POST(BODY("{'type':'object','additionalProperties':false,"
                         "'properties':{'a':{'type':'string'},"
                         "'b':{'type':'object','additionalProperties':false},"
                         "'c':{'type':'array','items':{'type':'string'}}}}"),
                    LIST)),
           HEAD "select :has_a::bool, :b::jsonb, :c::jsonb", NULL);
}


static void
composes_lists(void)
{
    ngx_uint_t                   i, different;
    ngx_pool_t                  *pool;
    ngx_smartstack_param_t      *param;
    ngx_smartstack_sql_list_t    list;
    ngx_smartstack_operation_t  *op;
    ngx_smartstack_statement_t  *first, *statement;

    expect(DOC("'/x':{'get':" OP("a", "200", SORTED_PARAMS, LIST) "},"
               "'/y':{'get':" OP("b", "200", SORTED_PARAMS, LIST) "}"),
           SORTED, NULL);

    if (contract == NULL) {
        return;
    }

    op = operation(0);
    param = op->query.elts;

    ok(op->sorted && op->main == NULL, "a list with sorts");
    is_int(op->limit_param, 0, "limit");
    is_int(op->cursor_param, 1, "cursor");
    is_int(op->sort_param, 2, "sort");
    is_int(param[2].filter, -1, "is no filter");
    is_int(param[3].filter, 0, "first filter");
    is_int(param[4].filter, 1, "second filter");
    is_int(contract->nstatements, 128, "ids are reserved");

    ngx_memzero(&list, sizeof(list));
    list.filters = 2;
    list.after = 1;
    list.descending = 1;
    list.limit = 51;

    pool = ngx_create_pool(1024, tap_log);
    first = ngx_smartstack_contract_list(contract, op, &list, pool);
    ngx_destroy_pool(pool);

    is_str(&first->text, "select (a)::int as \"~0\", (b)::uuid as \"~1\", a, "
           "b from t where ( c = $1::uuid) and (e = any($2::text[])) and "
           "(a, b) < ($3::int, $4::uuid) order by a desc, b desc limit 51",
           "a statement that outlives the pool it was asked with");
    is_int(first->text.data[first->text.len], '\0', "ends with NUL");
    is_str(&first->name, "tasks/x", "name");
    is_int(first->id, 1, "id");
    is_bind(first, 0, NGX_SMARTSTACK_BIND_WORKSPACE, 0, "workspace");
    is_bind(first, 1, NGX_SMARTSTACK_BIND_FILTER, 1, "filter");
    is_int(first->binds[1].array, 1, "an array");
    is_bind(first, 2, NGX_SMARTSTACK_BIND_CURSOR, 0, "first key");
    is_bind(first, 3, NGX_SMARTSTACK_BIND_CURSOR, 1, "second key");
    is_str(&first->binds[3].type, "uuid", "type of a key");

    ok(ngx_smartstack_contract_list(contract, op, &list, tap_pool) == first,
       "asked again, the same");

    list.after = 0;
    list.descending = 0;
    list.limit = 0;
    list.count = NGX_SMARTSTACK_SQL_COUNT_EXACT;

    statement = ngx_smartstack_contract_list(contract, op, &list, tap_pool);
    is_str(&statement->text, "select count(*)::text from (select a, b from t "
           "where ( c = $1::uuid) and (e = any($2::text[]))) as ss_counted",
           "its count");
    is_int(statement->id, 2, "is another statement");
    is_bind(statement, 1, NGX_SMARTSTACK_BIND_FILTER, 1, "the same filter");

    list.count = NGX_SMARTSTACK_SQL_ROWS;

    /* 2 sorts, 2 directions, 4 filters, 4 limits, 2 pages: 128 forms */

    different = 0;

    for (i = 0; i < 128; i++) {
        list.sort = i & 1;
        list.descending = (i >> 1) & 1;
        list.filters = (i >> 2) & 3;
        list.after = (i >> 4) & 1;
        list.limit = "\x0b\x1a\x33\x65"[i >> 5];

        statement = ngx_smartstack_contract_list(contract, op, &list,
                                                 tap_pool);

        if (statement == NULL || statement->id > 64) {
            break;
        }

        different += (statement->id != 0);
    }

    is_int(i, 128, "every form is made");
    is_int(different, 63, "63 of them are kept beside the count");

    statement = ngx_smartstack_contract_list(contract, op, &list, tap_pool);
    is_int(statement->id, 0, "the others are not prepared by name");
    is_str(&statement->name, "tasks/x", "but named for the log");

    statement = ngx_smartstack_contract_list(contract, operation(1), &list,
                                             tap_pool);
    is_int(statement->id, 65, "each operation has its own ids");
}


static void
names_handlers(void)
{
    ngx_smartstack_statement_t  *statement;

    static const char  document[] =
        DOC("'/login':{'post':" OP("login", "200", "",
            "'handler':'auth.login','roles':['public'],'pool':'auth'") "},"
            "'/session':{'get':" OP("session", "200", "",
            "'handler':'auth.session','roles':['user']") "}");

    is_int(compile(document, handlers), NGX_ERROR, "is refused");
    is_str(&error, "handler \"auth.login\": no such file "
           "\"api/sql/auth/find.sql\"", "a handler without its file");

    put("auth/find", HEAD "select * from f(:email::text, :request_id::text, "
        ":limit::int, :idempotency_key::text)");
    put("auth/open", SORTED);

    is_int(compile(document, handlers), NGX_ERROR, "is refused");
    ok(ngx_strnstr(error.data, "the file of a handler is one statement, no "
                   "fragments", error.len) != NULL, "a handler with a list");

    put("auth/open", HEAD "select 1");

    is_int(compile(document, handlers), NGX_OK, "handlers");

    if (contract == NULL) {
        note("%.*s", (int) error.len, error.data);
        return;
    }

    is_str(&operation(0)->handler, "auth.login", "handler");
    is_str(&operation(0)->pool, "auth", "pool");
    is_int(operation(0)->caller, NGX_SMARTSTACK_CALLER_PUBLIC, "public");
    is_int(operation(1)->caller, NGX_SMARTSTACK_CALLER_USER, "user");
    ok(operation(0)->sql == NULL && operation(0)->main == NULL, "no query");
    is_int(contract->statements.nelts, 2, "a shared file is read once");

    statement = ngx_smartstack_contract_statement(contract, "auth/find");
    is_int(statement->id, 1, "its statement has an id");
    is_bind(statement, 0, NGX_SMARTSTACK_BIND_ARGUMENT, 0, "an argument");
    is_str(&statement->binds[0].name, "email", "its name");
    is_bind(statement, 1, NGX_SMARTSTACK_BIND_REQUEST_ID, 0, "request_id");
    is_bind(statement, 2, NGX_SMARTSTACK_BIND_ARGUMENT, 0,
            "what belongs to lists is an argument here: limit");
    is_bind(statement, 3, NGX_SMARTSTACK_BIND_IDEMPOTENCY_KEY, 0, "the key");
    ok(ngx_smartstack_contract_statement(contract, "auth/fin") == NULL,
       "no other statement");

    drop("auth/find");
    drop("auth/open");
}


/* Each kind of caller: its roles, its pool, and what its statements know. */

static void
knows_callers(void)
{
    ngx_uint_t  i;

    static struct {
        const char               *ext;
        ngx_smartstack_caller_e   caller;
        ngx_uint_t                roles;
        const char               *pool;
    } c[] = {
        { "'roles':['public']", NGX_SMARTSTACK_CALLER_PUBLIC, 0, "auth" },
        { "'roles':['user']", NGX_SMARTSTACK_CALLER_USER, 0, "member" },
        { "'roles':['user'],'pool':'auth'", NGX_SMARTSTACK_CALLER_USER, 0,
          "auth" },
        { "'roles':['owner']", NGX_SMARTSTACK_CALLER_MEMBER, 1, "member" },
        { "'roles':['member','owner']", NGX_SMARTSTACK_CALLER_MEMBER, 3,
          "member" },
        { "'roles':['link:view']", NGX_SMARTSTACK_CALLER_LINK, 15, "guest" },
        { "'roles':['link:comment']", NGX_SMARTSTACK_CALLER_LINK, 14,
          "guest" },
        { "'roles':['link:upload']", NGX_SMARTSTACK_CALLER_LINK, 12,
          "guest" },
        { "'roles':['link:edit']", NGX_SMARTSTACK_CALLER_LINK, 8, "guest" },
        { "'roles':['admin']", NGX_SMARTSTACK_CALLER_ADMIN, 0, "admin" },
        { NULL, NGX_SMARTSTACK_CALLER_PUBLIC, 0, NULL }
    };

    char                         document[4096];
    ngx_smartstack_operation_t  *op;

    op = NULL;

    for (i = 0; c[i].ext; i++) {
        (void) snprintf(document, sizeof(document),
                        DOC("'/x':{'post':" OP("a", "200", "", "'query':"
                            "'tasks/x','result':'one',%s") "}"), c[i].ext);
        expect(document, HEAD "select :new_token::text, :new_api_key::text, "
               ":new_code::text, :caller_ip_prefix::text, "
               ":caller_agent::text, :new_token_2::text", NULL);

        if (contract == NULL) {
            continue;
        }

        op = operation(0);

        ok(op->caller == c[i].caller && op->roles == c[i].roles
           && op->idempotent == (c[i].caller
                                 != NGX_SMARTSTACK_CALLER_PUBLIC),
           "%s", c[i].ext);
        is_str(&op->pool, c[i].pool, "its pool");
    }

    if (op == NULL) {
        return;
    }

    is_bind(op->main, 0, NGX_SMARTSTACK_BIND_NEW_TOKEN, 0, "new_token");
    is_bind(op->main, 1, NGX_SMARTSTACK_BIND_NEW_API_KEY, 0, "new_api_key");
    is_bind(op->main, 2, NGX_SMARTSTACK_BIND_NEW_CODE, 0, "new_code");
    is_bind(op->main, 3, NGX_SMARTSTACK_BIND_CALLER_IP_PREFIX, 0, "network");
    is_bind(op->main, 4, NGX_SMARTSTACK_BIND_CALLER_AGENT, 0, "agent");
    is_bind(op->main, 5, NGX_SMARTSTACK_BIND_NEW_TOKEN, 1, "new_token_2");

    expect(DOC(POST("", "'query':'tasks/x','result':'one',"
                    "'roles':['link:edit'],'limit':'mail',"
                    "'secret':['token','code']")),
           HEAD "select :link::uuid", NULL);
    op = operation(0);
    is_bind(op->main, 0, NGX_SMARTSTACK_BIND_LINK, 0, "link");
    is_int(op->limit, NGX_SMARTSTACK_LIMIT_MAIL, "limit");
    is_int(op->secrets.nelts, 2, "secrets");
    ok(ngx_strnstr(op->wrapped->text.data, "'token','code'",
                   op->wrapped->text.len) != NULL, "are not kept");

    expect(DOC(GET("a", "", ONE ",'scope':'tasks:read','limit':'login'")),
           HEAD "select 1", NULL);
    is_str(&operation(0)->scope, "tasks:read", "scope of an API key");
    is_int(operation(0)->limit, NGX_SMARTSTACK_LIMIT_LOGIN, "limit");
}


TAP_MAIN
{
    if (mkdtemp(dir) == NULL) {
        ok(0, "a folder for the SQL files");
        return;
    }

    binds_queries();
    binds_more();
    composes_lists();
    knows_callers();
    names_handlers();

    (void) rmdir(dir);
}

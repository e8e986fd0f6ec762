/* What the tests of the contract share: documents, files, and a compiler. */

#ifndef T_UNIT_CONTRACT_H
#define T_UNIT_CONTRACT_H


#include "tap.h"
#include <ngx_smartstack_contract.h>
#include <ngx_smartstack_route.h>


/*
 * Small documents over a folder of SQL files made for the occasion.  They
 * are written with ' for ", which compile() turns.
 */

#define KIND(name, kind, member)                                              \
    "'" name "':{'type':'object','additionalProperties':false,"               \
    "'required':['kind'],'properties':{'kind':{'type':'string',"              \
    "'const':'" kind "'},'" member "':{'type':'string'}}}"

#define DOC(paths)                                                            \
    "{'openapi':'3.1.0','servers':[{'url':'https://host/api/v1'},"            \
    "{'url':'/api/v1'}],'paths':{" paths "},'components':{'parameters':{"     \
    "'Limit':{'name':'limit','in':'query','schema':{'type':'integer',"        \
    "'minimum':1,'maximum':100,'default':50}},"                               \
    "'Cursor':{'name':'cursor','in':'query','schema':{'type':'string'}}},"    \
    "'schemas':{'Input':{'type':'object','additionalProperties':false,"       \
    "'properties':{'title':{'type':'string'},'tags':{'type':'array','items':" \
    "{'type':'string'},'maxItems':9}}}," KIND("A", "a", "x") ","              \
    KIND("B", "b", "y") "}}}"

#define OP(id, status, rest, ext)                                             \
    "{'operationId':'" id "','responses':{'" status "':{},'404':{}}," rest    \
    "'x-smartstack':{" ext "}}"

#define ROLES    "'roles':['owner','member']"
#define ONE      "'query':'tasks/x','result':'one'," ROLES
#define LIST     "'query':'tasks/x','result':'list'," ROLES
#define PARAMS(list)  "'parameters':[" list "],"
#define PAGE                                                                  \
    "{'$ref':'#/components/parameters/Limit'},"                               \
    "{'$ref':'#/components/parameters/Cursor'}"
#define QUERY(name, type)                                                     \
    "{'name':'" name "','in':'query','schema':{'type':'" type "'}}"
#define IN_PATH(name)                                                         \
    "{'name':'" name "','in':'path','required':true,"                         \
    "'schema':{'type':'string'}}"
#define SORT(values)                                                          \
    "{'name':'sort','in':'query','schema':{'type':'string',"                  \
    "'enum':[" values "],'default':'-a'}}"
#define BODY(schema)                                                          \
    "'requestBody':{'required':true,'content':{'application/json':"           \
    "{'schema':" schema "}}},"
#define INPUT    "{'$ref':'#/components/schemas/Input'}"

#define GET(id, rest, ext)   "'/x':{'get':" OP(id, "200", rest, ext) "}"
#define POST(rest, ext)      "'/x':{'post':" OP("a", "200", rest, ext) "}"
#define PATCH(rest, ext)     "'/x':{'patch':" OP("a", "200", rest, ext) "}"

#define HEAD     "-- A test.\n"
#define SORTED                                                                \
    HEAD "select a, b from t where c = :workspace::uuid\n"                    \
    "--: filter q d = :value::text\n"                                         \
    "--: filter filter[e][in] e = any(:value::text[])\n"                      \
    "--: sort a a::int, b::uuid\n"                                            \
    "--: sort b b::uuid\n"
#define SORTED_PARAMS                                                         \
    PARAMS(PAGE "," SORT("'a','-a','b'") "," QUERY("q", "string") ","         \
           "{'name':'filter[e][in]','in':'query','explode':false,"            \
           "'schema':{'type':'array','items':{'type':'string'}}}")


static char                        dir[] = "build/unit/contract-XXXXXX";
static ngx_str_t                   error;
static ngx_smartstack_contract_t  *contract;

static ngx_str_t  login_sql[] = {
    ngx_string("auth/find"), ngx_string("auth/open"), ngx_null_string
};

static ngx_str_t  logout_sql[] = {
    ngx_string("auth/open"), ngx_null_string
};

static ngx_smartstack_handler_name_t  no_handlers[] = {
    { ngx_null_string, NULL }
};

static ngx_smartstack_handler_name_t  handlers[] = {
    { ngx_string("auth.login"), login_sql },
    { ngx_string("auth.logout"), logout_sql },
    { ngx_string("auth.session"), NULL },
    { ngx_null_string, NULL }
};


static void
path_of(char *buf, size_t size, const char *name)
{
    (void) snprintf(buf, size, "%s/%s.sql", dir, name);
}


/* Makes the file and its folders. */

static void
put(const char *name, const char *text)
{
    char   path[256], *slash;
    FILE  *f;

    path_of(path, sizeof(path), name);

    for (slash = strchr(path + sizeof(dir), '/');
         slash;
         slash = strchr(slash + 1, '/'))
    {
        *slash = '\0';
        (void) mkdir(path, 0755);
        *slash = '/';
    }

    f = fopen(path, "wb");

    if (f == NULL || fputs(text, f) < 0) {
        ok(0, "writes %s", path);
        exit(1);
    }

    (void) fclose(f);
}


/* Removes it, and the folders that are empty then. */

static void
drop(const char *name)
{
    char   path[256], *slash;

    path_of(path, sizeof(path), name);
    (void) unlink(path);

    for (slash = strrchr(path, '/');
         slash > path + sizeof(dir) - 1;
         slash = strrchr(path, '/'))
    {
        *slash = '\0';
        (void) rmdir(path);
    }
}


static ngx_int_t
compile(const char *document, ngx_smartstack_handler_name_t *names)
{
    char             *p;
    ngx_str_t         json, folder;

    static ngx_str_t  base = ngx_string("/api/v1");

    json = tap_exact(document, strlen(document));

    for (p = (char *) json.data; p < (char *) json.data + json.len; p++) {
        if (*p == '\'') {
            *p = '"';
        }
    }

    folder = tap_str(dir);
    ngx_str_null(&error);

    contract = ngx_smartstack_contract_compile(tap_pool, &json, &folder,
                                               &base, names, &error);

    return contract ? NGX_OK : NGX_ERROR;
}


/* Compiles a document over one file, tasks/x; "%s" is the folder. */

static void
expect(const char *document, const char *sql, const char *message)
{
    char  buf[512];

    if (sql) {
        put("tasks/x", sql);
    }

    if (message == NULL) {
        is_int(compile(document, no_handlers), NGX_OK, "compiles");

        if (contract == NULL) {
            note("%.*s", (int) error.len, error.data);
        }

    } else {
        (void) snprintf(buf, sizeof(buf), message, dir, dir);

        is_int(compile(document, no_handlers), NGX_ERROR, "is refused");
        is_str(&error, (const char *) buf, message);
    }

    if (sql) {
        drop("tasks/x");
    }
}


#endif /* T_UNIT_CONTRACT_H */

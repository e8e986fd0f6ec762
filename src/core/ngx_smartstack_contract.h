
/*
 * The contract (OpenAPI 3.1) as the routing table: every operation compiled
 * to its parameters, validators, and either a query or a named handler.
 */


#ifndef _NGX_SMARTSTACK_CONTRACT_H_INCLUDED_
#define _NGX_SMARTSTACK_CONTRACT_H_INCLUDED_


#include <ngx_smartstack_schema.h>
#include <ngx_smartstack_sql.h>


#define NGX_SMARTSTACK_GET      0x01
#define NGX_SMARTSTACK_POST     0x02
#define NGX_SMARTSTACK_PUT      0x04
#define NGX_SMARTSTACK_PATCH    0x08
#define NGX_SMARTSTACK_DELETE   0x10

/* Which of its callers an operation admits. */
#define NGX_SMARTSTACK_ROLE_OWNER   0x01
#define NGX_SMARTSTACK_ROLE_MEMBER  0x02
#define NGX_SMARTSTACK_ROLE_SUPPORT 0x04

#define NGX_SMARTSTACK_LINK_VIEW    0x01
#define NGX_SMARTSTACK_LINK_COMMENT 0x02
#define NGX_SMARTSTACK_LINK_UPLOAD  0x04
#define NGX_SMARTSTACK_LINK_EDIT    0x08

#define NGX_SMARTSTACK_MAX_PATH_PARAMS  4


typedef enum {
    NGX_SMARTSTACK_IN_PATH = 0,
    NGX_SMARTSTACK_IN_QUERY,
    NGX_SMARTSTACK_IN_HEADER
} ngx_smartstack_in_e;


typedef struct {
    ngx_str_t                 name;
    ngx_smartstack_in_e       in;
    ngx_uint_t                index;    /* path: which segment, from 0;
                                           query: position among queries */
    ngx_smartstack_schema_t  *schema;
    ngx_int_t                 filter;   /* query of a list: index of its SQL
                                           filter, or -1 */
    unsigned                  required:1;
} ngx_smartstack_param_t;


/* Where the value of $n comes from. */
typedef enum {
    NGX_SMARTSTACK_BIND_PATH = 0,       /* index: path segment */
    NGX_SMARTSTACK_BIND_QUERY,          /* index: among op->query */
    NGX_SMARTSTACK_BIND_FILTER,         /* index: among sql.filters */
    NGX_SMARTSTACK_BIND_CURSOR,         /* index: keyset column */
    NGX_SMARTSTACK_BIND_MEMBER,         /* name: member of the body */
    NGX_SMARTSTACK_BIND_HAS,            /* name: is the member present? */
    NGX_SMARTSTACK_BIND_CALLER_USER,
    NGX_SMARTSTACK_BIND_CALLER_SESSION,
    NGX_SMARTSTACK_BIND_WORKSPACE,
    NGX_SMARTSTACK_BIND_CALLER_IP_PREFIX,
    NGX_SMARTSTACK_BIND_CALLER_ADDRESS,
    NGX_SMARTSTACK_BIND_CALLER_AGENT,
    NGX_SMARTSTACK_BIND_LINK,
    NGX_SMARTSTACK_BIND_NEW_ID,         /* index 0, 1, 2: new_id, _2, _3 */
    NGX_SMARTSTACK_BIND_NEW_TOKEN,      /* index 0, 1: new_token, _2 */
    NGX_SMARTSTACK_BIND_NEW_API_KEY,
    NGX_SMARTSTACK_BIND_NEW_CODE,
    NGX_SMARTSTACK_BIND_LIMIT,          /* limit + 1 */
    NGX_SMARTSTACK_BIND_IF_REV,
    NGX_SMARTSTACK_BIND_BODY,
    NGX_SMARTSTACK_BIND_REQUEST_ID,
    NGX_SMARTSTACK_BIND_TRACE_ID,
    NGX_SMARTSTACK_BIND_IDEMPOTENCY_KEY,
    NGX_SMARTSTACK_BIND_ARGUMENT        /* name: a handler binds it */
} ngx_smartstack_bind_e;


typedef struct {
    ngx_smartstack_bind_e     kind;
    ngx_uint_t                index;
    ngx_str_t                 name;
    ngx_str_t                 type;
    unsigned                  array:1;
} ngx_smartstack_bind_t;


/* A statement with its parameters bound to their sources. */
typedef struct {
    ngx_str_t                 text;     /* NUL-terminated */
    ngx_str_t                 name;     /* "tasks/list", for logs */
    ngx_uint_t                nbinds;
    ngx_smartstack_bind_t    *binds;
    ngx_uint_t                id;       /* unique in the contract, from 1;
                                           0: not to be prepared by name */
    void                     *plan;     /* core/rows: columns once known */
} ngx_smartstack_statement_t;


typedef enum {
    NGX_SMARTSTACK_RESULT_ONE = 0,
    NGX_SMARTSTACK_RESULT_LIST,
    NGX_SMARTSTACK_RESULT_NONE
} ngx_smartstack_result_e;


/* Who asks, and so how he proves it and as whom the database is asked. */
typedef enum {
    NGX_SMARTSTACK_CALLER_PUBLIC = 0,   /* nobody who is signed in */
    NGX_SMARTSTACK_CALLER_USER,         /* a person, in no workspace */
    NGX_SMARTSTACK_CALLER_MEMBER,       /* of a workspace, or its API key */
    NGX_SMARTSTACK_CALLER_LINK,         /* the guest of a share link */
    NGX_SMARTSTACK_CALLER_ADMIN,        /* of the platform */
    NGX_SMARTSTACK_NCALLERS
} ngx_smartstack_caller_e;


/* Buckets of their own, besides those of every request. */
typedef enum {
    NGX_SMARTSTACK_LIMIT_NONE = 0,
    NGX_SMARTSTACK_LIMIT_MAIL,          /* sends a mail */
    NGX_SMARTSTACK_LIMIT_LOGIN,         /* tries a password or a token */
    NGX_SMARTSTACK_LIMIT_OPEN           /* opens a share link */
} ngx_smartstack_limit_e;


typedef struct ngx_smartstack_operation_s  ngx_smartstack_operation_t;

struct ngx_smartstack_operation_s {
    ngx_str_t                     id;         /* operationId */
    ngx_str_t                     path;       /* template, with the base */
    ngx_uint_t                    method;     /* NGX_SMARTSTACK_GET ... */
    ngx_uint_t                    index;      /* position in the contract */
    ngx_uint_t                    status;     /* of success: 200, 201, 204 */

    ngx_array_t                   path_params; /* of ngx_smartstack_param_t */
    ngx_array_t                   query;       /* of ngx_smartstack_param_t */
    ngx_smartstack_schema_t      *body;        /* or NULL: takes none */
    size_t                        body_max;

    ngx_smartstack_caller_e       caller;
    ngx_uint_t                    roles;      /* ROLE_* of a member, LINK_* of
                                                 a guest; else 0 */
    ngx_str_t                     scope;      /* of an API key; empty: none
                                                 may */
    ngx_smartstack_limit_e        limit;
    ngx_array_t                   secrets;    /* of ngx_str_t: columns shown
                                                 once and not kept */
    ngx_str_t                     pool;       /* "member", "auth", ... */
    ngx_str_t                     handler;    /* or empty */
    ngx_smartstack_result_e       result;
    ngx_str_t                     etag;       /* column, or empty */
    ngx_str_t                     location;   /* "/tasks/{id}", or empty */
    ngx_int_t                     workspace;  /* path parameter that is the
                                                 tenant, or -1 */
    ngx_int_t                     limit_param;   /* index in query or -1 */
    ngx_int_t                     sort_param;
    ngx_int_t                     cursor_param;
    ngx_int_t                     count_param;

    ngx_smartstack_sql_t         *sql;        /* or NULL: a handler */
    ngx_smartstack_statement_t   *main;       /* NULL for a sorted list */
    ngx_smartstack_statement_t   *current;    /* or NULL */
    ngx_smartstack_statement_t   *wrapped;    /* POST in a workspace: the
                                                 idempotent form of main */
    ngx_array_t                   variants;   /* sorted list: composed forms,
                                                 see contract_list() */
    ngx_uint_t                    variant_id; /* id of the first of them */
    void                         *handler_data; /* set by the HTTP layer */

    unsigned                      long_class:1;
    unsigned                      write:1;    /* not GET */
    unsigned                      body_required:1;
    unsigned                      if_match:1; /* 428 without If-Match */
    unsigned                      idempotent:1; /* takes Idempotency-Key */
    unsigned                      key_required:1; /* 400 without it */
    unsigned                      sorted:1;   /* list with sorts and cursor */
};


/* A statement that runs again and again. */
typedef struct {
    ngx_smartstack_statement_t   *statement;  /* without parameters */
    ngx_msec_t                    every;
} ngx_smartstack_periodic_t;


typedef struct {
    ngx_pool_t                   *pool;
    ngx_array_t                   operations; /* of operation_t pointers */
    ngx_array_t                   statements; /* handlers' SQL files:
                                                 of statement_t pointers,
                                                 name "auth/find_login" */
    ngx_array_t                   jobs;       /* of ngx_smartstack_periodic_t,
                                                 the files of api/sql/jobs */
    struct ngx_smartstack_route_s *routes;
    ngx_uint_t                    nstatements; /* highest id so far */
    ngx_str_t                     document;   /* the JSON as served, without
                                                 x-smartstack */
} ngx_smartstack_contract_t;


/* A handler of the module and the SQL files that it uses. */
typedef struct {
    ngx_str_t     name;         /* "auth.login" */
    ngx_str_t    *sql;          /* "auth/find_login", ...; ends with empty */
} ngx_smartstack_handler_name_t;


/*
 * Compiles the bundled contract.  json is its text, sql_dir the folder of the
 * SQL files (read here, at configuration time), handlers the table that the
 * module offers (ends with an empty name).  base is the path prefix of all
 * routes, "/api/v1".  Everything lives in pool.  Returns NULL with error set:
 * a message that names the JSON pointer, or the SQL file and line.
 *
 * Refused: an operation without an implementation, a query without its file,
 * a file without an operation, an unknown or unused parameter, an unsupported
 * schema keyword, an ambiguous parameter name, a duplicate route.
 */
ngx_smartstack_contract_t *ngx_smartstack_contract_compile(ngx_pool_t *pool,
    ngx_str_t *json, ngx_str_t *sql_dir, ngx_str_t *base,
    ngx_smartstack_handler_name_t *handlers, ngx_str_t *error);

/*
 * The statement of a sorted list for what is asked: composed on first use
 * and kept (at most 64 an operation; beyond that it is made in pool and
 * carries id 0).  Returns NULL when memory runs out.
 */
ngx_smartstack_statement_t *ngx_smartstack_contract_list(
    ngx_smartstack_contract_t *contract, ngx_smartstack_operation_t *op,
    ngx_smartstack_sql_list_t *list, ngx_pool_t *pool);

/* A handler's statement by file name, or NULL. */
ngx_smartstack_statement_t *ngx_smartstack_contract_statement(
    ngx_smartstack_contract_t *contract, const char *name);


#endif /* _NGX_SMARTSTACK_CONTRACT_H_INCLUDED_ */


/*
 * Tokens of PostgreSQL's SQL, as far as it takes to tell a parameter or a
 * clause from the inside of a quote or a comment.  Private to core/sql.
 */


#ifndef _NGX_SMARTSTACK_SQL_LEX_H_INCLUDED_
#define _NGX_SMARTSTACK_SQL_LEX_H_INCLUDED_


#include <ngx_smartstack_sql.h>


#define NGX_SMARTSTACK_SQL_MAX_DEPTH  64


typedef enum {
    NGX_SMARTSTACK_SQL_END = 0,
    NGX_SMARTSTACK_SQL_SPACE,
    NGX_SMARTSTACK_SQL_COMMENT,
    NGX_SMARTSTACK_SQL_WORD,        /* key word or plain identifier */
    NGX_SMARTSTACK_SQL_QUOTED,      /* 'string', $$string$$, "identifier" */
    NGX_SMARTSTACK_SQL_NUMBER,
    NGX_SMARTSTACK_SQL_PARAM,       /* :name::type */
    NGX_SMARTSTACK_SQL_CAST,        /* :: of its own */
    NGX_SMARTSTACK_SQL_COMMA,
    NGX_SMARTSTACK_SQL_SEMICOLON,
    NGX_SMARTSTACK_SQL_OTHER
} ngx_smartstack_sql_kind_e;


typedef struct {
    ngx_smartstack_sql_kind_e  kind;
    ngx_str_t                  text;
    ngx_uint_t                 line;
    ngx_uint_t                 depth;   /* open brackets around it */
    ngx_str_t                  name;    /* of a parameter */
    ngx_str_t                  type;
} ngx_smartstack_sql_token_t;


typedef struct {
    ngx_pool_t                *pool;
    u_char                    *pos;
    u_char                    *end;
    ngx_uint_t                 line;
    ngx_uint_t                 depth;
    u_char                     open[NGX_SMARTSTACK_SQL_MAX_DEPTH];
    ngx_uint_t                 opened[NGX_SMARTSTACK_SQL_MAX_DEPTH];
    ngx_str_t                  error;
} ngx_smartstack_sql_lexer_t;


/* The shape of a statement: where something may be put into it. */
typedef struct {
    ngx_str_t                  with;    /* WITH list before body, or empty */
    ngx_str_t                  verb;    /* select, insert, update, delete */
    u_char                    *body;    /* where the verb begins */
    u_char                    *where;   /* just behind the top-level WHERE */
    ngx_str_t                  clause;  /* first clause that no condition
                                           can follow, or empty */
    ngx_uint_t                 clause_line;
    unsigned                   distinct:1;
    unsigned                   returning:1;
} ngx_smartstack_sql_outline_t;


void ngx_smartstack_sql_lexer(ngx_smartstack_sql_lexer_t *lexer,
    ngx_pool_t *pool, ngx_str_t *source, ngx_uint_t first_line);

/* NGX_OK (END comes last), or NGX_ERROR with lexer->error and ->line. */
ngx_int_t ngx_smartstack_sql_next(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token);

/* The same, but spaces and comments are left out. */
ngx_int_t ngx_smartstack_sql_next_word(ngx_smartstack_sql_lexer_t *lexer,
    ngx_smartstack_sql_token_t *token);

/* Whether the token is this key word, given in lower case. */
ngx_uint_t ngx_smartstack_sql_is(ngx_smartstack_sql_token_t *token,
    const char *word);

/*
 * Adds what a "--:" comment says to sql.  NGX_OK, NGX_DONE (the second
 * statement follows), or NGX_ERROR with *error set.
 */
ngx_int_t ngx_smartstack_sql_fragment(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_smartstack_sql_token_t *token,
    ngx_str_t *error);

/* The same above the statement, where only the interval of a job stands. */
ngx_int_t ngx_smartstack_sql_head_fragment(ngx_pool_t *pool,
    ngx_smartstack_sql_t *sql, ngx_smartstack_sql_token_t *token,
    ngx_str_t *error);

/* NGX_DECLINED: the name belongs to composed statements. */
ngx_int_t ngx_smartstack_sql_reserved(ngx_str_t *name);

/* source is valid: it was read with the lexer before. */
ngx_int_t ngx_smartstack_sql_outline(ngx_pool_t *pool, ngx_str_t *source,
    ngx_uint_t first_line, ngx_smartstack_sql_outline_t *outline);

/* Sets *error; always NGX_ERROR. */
ngx_int_t ngx_smartstack_sql_error(ngx_pool_t *pool, ngx_str_t *error,
    const char *fmt, ...);


#endif /* _NGX_SMARTSTACK_SQL_LEX_H_INCLUDED_ */


/* From SQLSTATE to the answer of the API (one table). */


#ifndef _NGX_SMARTSTACK_SQLSTATE_H_INCLUDED_
#define _NGX_SMARTSTACK_SQLSTATE_H_INCLUDED_


#include <ngx_config.h>
#include <ngx_core.h>


typedef struct {
    ngx_uint_t    status;
    ngx_str_t     code;         /* of the problem, unless the error names one */
    ngx_str_t     detail;
    unsigned      own:1;        /* SSnnn: message, detail, column are ours */
    unsigned      retry:1;      /* the whole batch may be sent once more; with
                                   reconnect: if it only reads */
    unsigned      reprepare:1;  /* ... after preparing again (0A000, 26000) */
    unsigned      reconnect:1;  /* the connection is of no use any more */
    unsigned      alarm:1;      /* our bug: log as error, unless a retry
                                   mends it */
} ngx_smartstack_sqlstate_t;


/*
 * state: five characters; NULL (an error of libpq itself) is taken as a lost
 * connection.  Always fills out.  SSnnn gives the status nnn; SS001 gives the
 * status 1, which is no answer but asks for the replay of a stored one.
 */
void ngx_smartstack_sqlstate(const char *state,
    ngx_smartstack_sqlstate_t *out);

/*
 * "tasks_project_id_fkey" -> "/project_id".  NGX_DECLINED: no such form.
 * table is the table's name as the error names it.
 */
ngx_int_t ngx_smartstack_sqlstate_pointer(ngx_pool_t *pool,
    const char *constraint, const char *table, ngx_str_t *pointer);


#endif /* _NGX_SMARTSTACK_SQLSTATE_H_INCLUDED_ */

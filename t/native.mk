# What the unit tests and the fuzzers share: src/core and nginx's own core files
# compiled outside nginx, under sanitizers. The including Makefile sets OUT (where
# to build), KIND (unit or fuzz) and SANITIZE; the caller gives NGINX (nginx's
# sources) and may narrow CORE (files of src/core to link).

HEADERS ?= build/nginx-headers
CORE    ?= $(patsubst ngx_smartstack_%.c,%,$(notdir $(wildcard src/core/*.c)))

INCS := -I src/core -I src/event -I t/$(KIND) -I t/unit/support -isystem $(HEADERS) \
    $(foreach dir,core event event/modules os/unix,-isystem $(NGINX)/src/$(dir)) \
    -isystem /usr/include/postgresql

CFLAGS := -std=gnu11 -g -O1 -fno-omit-frame-pointer -MMD -MP \
    -DNGX_DEBUG_PALLOC=1 $(SANITIZE) -fno-sanitize-recover=undefined \
    -fno-sanitize=pointer-overflow,nonnull-attribute
WARN   := -Wall -Wextra -Wno-unused-parameter -Werror
LIBS   := -ljansson -ljwt -lpq -lpcre2-8 -largon2 -lcrypto -lz

NGINX_SRCS := core/ngx_palloc core/ngx_array core/ngx_hash core/ngx_list \
    core/ngx_string core/ngx_buf core/ngx_queue core/ngx_rbtree \
    core/ngx_times core/ngx_parse core/ngx_parse_time core/ngx_crc32 \
    core/ngx_sha1 core/ngx_md5 core/ngx_murmurhash os/unix/ngx_alloc \
    os/unix/ngx_time os/unix/ngx_errno

NGINX_OBJS := $(addprefix $(OUT)/nginx/,$(addsuffix .o,$(notdir $(NGINX_SRCS))))
CORE_OBJS  := $(patsubst %,$(OUT)/core/ngx_smartstack_%.o,$(CORE))
COMMON     := $(OUT)/support/env.o $(OUT)/core/libcore.a $(OUT)/nginx/libnginx.a

$(OUT)/t/%.o: t/$(KIND)/%.c | $(OUT)/t
	$(CC) $(CFLAGS) $(WARN) $(INCS) -c -o $@ $<

$(OUT)/support/%.o: t/unit/support/%.c | $(OUT)/support
	$(CC) $(CFLAGS) $(WARN) $(INCS) -c -o $@ $<

$(OUT)/core/%.o: src/core/%.c | $(OUT)/core
	$(CC) $(CFLAGS) $(WARN) $(INCS) -c -o $@ $<

# Archives, so that a program takes only what it uses.
$(OUT)/core/libcore.a: $(CORE_OBJS)
	rm -f $@
	ar rcs $@ $^

$(OUT)/nginx/libnginx.a: $(NGINX_OBJS)
	rm -f $@
	ar rcs $@ $^

define nginx_object
$(OUT)/nginx/$(notdir $(1)).o: $(NGINX)/src/$(1).c | $(OUT)/nginx
	$(CC) $(CFLAGS) $(INCS) -c -o $$@ $$<
endef
$(foreach src,$(NGINX_SRCS),$(eval $(call nginx_object,$(src))))

$(OUT)/t $(OUT)/core $(OUT)/support $(OUT)/nginx:
	mkdir -p $@

.SECONDARY:
-include $(wildcard $(OUT)/*/*.d)

/* Copyright the jmemtrace authors
 * SPDX-License-Identifier: Apache-2.0
 *
 * Counts malloc, calloc, realloc, posix_memalign, aligned_alloc, memalign and free of a JVM by Java stack, without root
 * and without a kernel's help: the dynamic linker puts these functions before those of the C library.
 *
 * Usage (record native does this):
 *
 *   cc -O2 -fPIC -shared -I$JAVA_HOME/include -I$JAVA_HOME/include/linux -o malloc_preload.so malloc_preload.c
 *   JMEMTRACE_NATIVE_SAMPLE=65536 LD_PRELOAD=$PWD/malloc_preload.so \
 *       java -agentpath:$PWD/malloc_preload.so=out.tsv -jar app.jar
 *
 * Blocks of the sample size and more are all recorded, and all their frees; of smaller ones each thread's next after so
 * many bytes stands for these. 0 records every block. It is written when the JVM ends.
 *
 * The file, version 1: lines of fields with a tab between them.
 *   jmemtrace-native  1  malloc_preload  SAMPLE_BYTES
 *   clock  MONOTONIC_NANOS  EPOCH_NANOS          where both clocks stood when the JVM had started
 *   sum    FUNCTION  CALLS  BYTES  FREED_CALLS  FREED_BYTES     of one stack, followed by its frames, innermost first:
 *   frame  CLASS  METHOD  FILE  LINE             LINE 0 if it is not known
 *   thread NAME                                  in place of frames: a thread that runs no Java
 *   total  CALLS  BYTES  FREES  FAILED  LOST     of all, sampled or not, FAILED without bytes; LOST are blocks for which there was no room
 *   end    MONOTONIC_NANOS
 *
 * Assumes glibc: the functions underneath are its __libc_malloc and so on. The stack is HotSpot's AsyncGetCallTrace, which
 * takes no lock and allocates nothing.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <jvmti.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <ucontext.h>
#include <unistd.h>

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);
extern void __libc_free(void *);

enum { DEPTH = 32, SITES = 1 << 15, BLOCKS = 1 << 22, LOCKS = 256, NAME = 16 };

typedef struct { jint bci; jmethodID method; } Frame;                     /* as AsyncGetCallTrace fills it */
typedef struct { JNIEnv *env; jint count; Frame *frames; } Trace;
typedef void (*GetTrace)(Trace *, jint, void *);

typedef struct {
    _Atomic uint64_t hash;                                                /* 0: free */
    _Atomic int ready;
    const char *function;
    int count;                                                            /* of frames; 0: no Java */
    char thread[NAME];
    Frame frames[DEPTH];
    _Atomic uint64_t calls, bytes, freedCalls, freedBytes;
} Site;

typedef struct { void *block; uint64_t weight; uint32_t site; } Block;

static Site *sites;
static Block *blocks;                                                     /* open addressed in each part of 1/LOCKS */
static atomic_flag locks[LOCKS];
static _Atomic uint32_t inPart[LOCKS];
static JavaVM *vm;
static GetTrace getTrace;
static _Atomic int on;
static uint64_t sampleBytes;
static char output[4096];
static uint64_t startMonotonic, startEpoch;
static _Atomic uint64_t allCalls, allBytes, allFrees, failedCalls, lostBlocks;

static __thread int within __attribute__((tls_model("initial-exec")));     /* our own calls are not counted */
static __thread int64_t untilNext __attribute__((tls_model("initial-exec")));

static uint64_t nanos(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t) now.tv_sec * 1000000000u + (uint64_t) now.tv_nsec;
}

static uint64_t mix(uint64_t h) {
    h ^= h >> 33; h *= 0xff51afd7ed558ccdu; h ^= h >> 33; h *= 0xc4ceb9fe1a85ec53u;
    return h ^ h >> 33;
}

static Block *partOf(void *block, uint64_t *hash, int *lock) {
    *hash = mix((uint64_t) (uintptr_t) block);
    *lock = (int) (*hash % LOCKS);
    return blocks + (size_t) *lock * (BLOCKS / LOCKS);
}

static void take(int lock) { while (atomic_flag_test_and_set_explicit(&locks[lock], memory_order_acquire)) { } }
static void give(int lock) { atomic_flag_clear_explicit(&locks[lock], memory_order_release); }

static void remember(void *block, uint64_t weight, uint32_t site) {
    const uint64_t size = BLOCKS / LOCKS;
    uint64_t hash; int lock;
    Block *part = partOf(block, &hash, &lock);
    take(lock);
    if (inPart[lock] > size / 4 * 3) {
        atomic_fetch_add(&lostBlocks, 1);
    } else {
        uint64_t i = (hash >> 16) % size;
        while (part[i].block) i = (i + 1) % size;
        part[i] = (Block) { block, weight, site };
        inPart[lock]++;
    }
    give(lock);
}

/* Closes the gap, so that a search may end at the first empty place. */
static void removeAt(Block *part, uint64_t gap, uint64_t size) {
    uint64_t i = gap;
    for (;;) {
        part[gap].block = NULL;
        for (;;) {
            i = (i + 1) % size;
            if (!part[i].block) return;
            uint64_t home = (mix((uint64_t) (uintptr_t) part[i].block) >> 16) % size;
            if (gap <= i ? home <= gap || home > i : home <= gap && home > i) break;
        }
        part[gap] = part[i];
        gap = i;
    }
}

/* Returns what was known of the block; weight 0: nothing. */
static Block forget(void *block) {
    Block known = { NULL, 0, 0 };
    const uint64_t size = BLOCKS / LOCKS;
    uint64_t hash; int lock;
    Block *part = partOf(block, &hash, &lock);
    if (!inPart[lock]) return known;
    take(lock);
    for (uint64_t i = (hash >> 16) % size; part[i].block; i = (i + 1) % size) {
        if (part[i].block == block) {
            known = part[i];
            atomic_fetch_add(&sites[known.site].freedCalls, 1);
            atomic_fetch_add(&sites[known.site].freedBytes, known.weight);
            removeAt(part, i, size);
            inPart[lock]--;
            break;
        }
    }
    give(lock);
    return known;
}

static uint32_t siteOf(const char *function) {
    Frame frames[DEPTH];
    char thread[NAME] = "";
    Trace trace = { NULL, 0, frames };
    if (vm && (*vm)->GetEnv(vm, (void **) &trace.env, JNI_VERSION_1_6) == JNI_OK && getTrace) {
        ucontext_t context;
        if (getcontext(&context) == 0) getTrace(&trace, DEPTH, &context);
    }
    if (trace.count <= 0) {
        trace.count = 0;
        prctl(PR_GET_NAME, thread);
    }
    uint64_t hash = mix((uint64_t) (uintptr_t) function);
    for (int i = 0; i < trace.count; i++) {
        hash = mix(hash ^ (uint64_t) (uintptr_t) frames[i].method ^ (uint64_t) (uint32_t) frames[i].bci << 48);
    }
    for (int i = 0; i < NAME && thread[i]; i++) hash = mix(hash ^ (uint64_t) thread[i]);
    hash |= 1;
    for (uint32_t i = (uint32_t) (hash >> 20) % SITES, n = 0; n < SITES - 1; i = (i + 1) % SITES, n++) {
        if (i == 0) continue;                                             /* 0: what has no room */
        uint64_t empty = 0;
        if (atomic_compare_exchange_strong(&sites[i].hash, &empty, hash)) {
            sites[i].function = function;
            sites[i].count = trace.count;
            memcpy(sites[i].thread, thread, NAME);
            memcpy(sites[i].frames, frames, sizeof(Frame) * (size_t) trace.count);
            atomic_store(&sites[i].ready, 1);
            return i;
        }
        if (empty == hash) return i;
    }
    return 0;
}

static void allocated(const char *function, void *block, size_t size) {
    atomic_fetch_add_explicit(&allCalls, 1, memory_order_relaxed);
    if (!block) {
        atomic_fetch_add(&failedCalls, 1);
        return;
    }
    atomic_fetch_add_explicit(&allBytes, size, memory_order_relaxed);
    uint64_t weight = size;
    if (size < sampleBytes) {
        untilNext -= (int64_t) size;
        if (untilNext > 0) return;
        weight = sampleBytes;
        untilNext += (int64_t) sampleBytes;
    }
    within++;
    uint32_t site = siteOf(function);
    atomic_fetch_add(&sites[site].calls, 1);
    atomic_fetch_add(&sites[site].bytes, weight);
    remember(block, weight, site);
    within--;
}

static int counts(void) { return atomic_load_explicit(&on, memory_order_relaxed) && !within; }

void *malloc(size_t size) {
    void *block = __libc_malloc(size);
    if (counts()) allocated("malloc", block, size);
    return block;
}

void *calloc(size_t count, size_t size) {
    void *block = __libc_calloc(count, size);
    if (counts()) allocated("calloc", block, count * size);
    return block;
}

static Block freed(void *block) {
    atomic_fetch_add_explicit(&allFrees, 1, memory_order_relaxed);
    return forget(block);
}

/* What fails leaves the old block as it was. */
static void keep(void *old, Block known) {
    atomic_fetch_sub(&allFrees, 1);
    if (known.weight) {
        atomic_fetch_sub(&sites[known.site].freedCalls, 1);
        atomic_fetch_sub(&sites[known.site].freedBytes, known.weight);
        remember(old, known.weight, known.site);
    }
}

/* The old block is forgotten before it is given away: another thread may have it by then. */
void *realloc(void *old, size_t size) {
    Block known = { NULL, 0, 0 };
    int counted = counts();
    if (old && counted) known = freed(old);
    void *block = __libc_realloc(old, size);
    if (counted && (block || size)) allocated("realloc", block, size);
    if (counted && old && !block && size) keep(old, known);
    return block;
}

void *reallocarray(void *old, size_t count, size_t size) {
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(old, bytes);
}

void *memalign(size_t alignment, size_t size) {
    void *block = __libc_memalign(alignment, size);
    if (counts()) allocated("memalign", block, size);
    return block;
}

void *aligned_alloc(size_t alignment, size_t size) {
    void *block = __libc_memalign(alignment, size);
    if (counts()) allocated("aligned_alloc", block, size);
    return block;
}

int posix_memalign(void **result, size_t alignment, size_t size) {
    if (alignment < sizeof(void *) || alignment & (alignment - 1)) return EINVAL;
    void *block = __libc_memalign(alignment, size);
    if (counts()) allocated("posix_memalign", block, size);
    if (!block) return ENOMEM;
    *result = block;
    return 0;
}

void free(void *block) {
    if (block && counts()) freed(block);
    __libc_free(block);
}

/* AsyncGetCallTrace names only methods that have an id already. */
static void nameMethods(jvmtiEnv *jvmti, jclass type) {
    jint count; jmethodID *methods;
    within++;
    if ((*jvmti)->GetClassMethods(jvmti, type, &count, &methods) == JVMTI_ERROR_NONE) {
        (*jvmti)->Deallocate(jvmti, (unsigned char *) methods);
    }
    within--;
}

static void JNICALL onPrepare(jvmtiEnv *jvmti, JNIEnv *env, jthread thread, jclass type) { nameMethods(jvmti, type); }

/* Has to be wanted: without it HotSpot keeps no ids ready. */
static void JNICALL onLoad(jvmtiEnv *jvmti, JNIEnv *env, jthread thread, jclass type) { }

static void JNICALL onInit(jvmtiEnv *jvmti, JNIEnv *env, jthread thread) {
    jint count; jclass *types;
    within++;
    if ((*jvmti)->GetLoadedClasses(jvmti, &count, &types) == JVMTI_ERROR_NONE) {
        for (jint i = 0; i < count; i++) {
            nameMethods(jvmti, types[i]);
            (*env)->DeleteLocalRef(env, types[i]);
        }
        (*jvmti)->Deallocate(jvmti, (unsigned char *) types);
    }
    within--;
    startMonotonic = nanos(CLOCK_MONOTONIC);
    startEpoch = nanos(CLOCK_REALTIME);
    atomic_store(&on, 1);
}

static void printable(FILE *out, const char *text) {
    for (const unsigned char *c = (const unsigned char *) text; *c; c++) fputc(*c < ' ' || *c == 127 ? '?' : *c, out);
}

static void writeFrame(FILE *out, jvmtiEnv *jvmti, JNIEnv *env, Frame frame) {
    char *name = NULL, *type = NULL, *file = NULL;
    jclass owner = NULL;
    jint count = 0, line = 0;
    jvmtiLineNumberEntry *lines = NULL;
    if ((*jvmti)->GetMethodName(jvmti, frame.method, &name, NULL, NULL) != JVMTI_ERROR_NONE) return;
    (*jvmti)->GetMethodDeclaringClass(jvmti, frame.method, &owner);
    if (owner) {
        (*jvmti)->GetClassSignature(jvmti, owner, &type, NULL);
        (*jvmti)->GetSourceFileName(jvmti, owner, &file);
    }
    if ((*jvmti)->GetLineNumberTable(jvmti, frame.method, &count, &lines) == JVMTI_ERROR_NONE) {
        jlocation nearest = -1;
        for (jint i = 0; i < count; i++) {
            if (lines[i].start_location <= frame.bci && lines[i].start_location >= nearest) {
                nearest = lines[i].start_location;
                line = lines[i].line_number;
            }
        }
    }
    if (type) {
        size_t length = strlen(type);
        for (size_t i = 0; i < length; i++) if (type[i] == '/') type[i] = '.';
        if (length > 1 && type[0] == 'L') type[length - 1] = 0;
    }
    fputs("frame\t", out);
    printable(out, type ? type + (type[0] == 'L') : "?");
    fputc('\t', out);
    printable(out, name);
    fputc('\t', out);
    printable(out, file ? file : "");
    fprintf(out, "\t%d\n", (int) line);
    if (owner) (*env)->DeleteLocalRef(env, owner);
    (*jvmti)->Deallocate(jvmti, (unsigned char *) name);
    (*jvmti)->Deallocate(jvmti, (unsigned char *) type);
    (*jvmti)->Deallocate(jvmti, (unsigned char *) file);
    (*jvmti)->Deallocate(jvmti, (unsigned char *) lines);
}

static void JNICALL onDeath(jvmtiEnv *jvmti, JNIEnv *env) {
    atomic_store(&on, 0);
    within++;
    FILE *out = fopen(output, "w");
    if (out) {
        fprintf(out, "jmemtrace-native\t1\tmalloc_preload\t%llu\n", (unsigned long long) sampleBytes);
        fprintf(out, "clock\t%llu\t%llu\n", (unsigned long long) startMonotonic, (unsigned long long) startEpoch);
        for (int i = 0; i < SITES; i++) {
            Site *site = &sites[i];
            if (!site->calls) continue;
            fprintf(out, "sum\t%s\t%llu\t%llu\t%llu\t%llu\n", i ? site->function : "?", (unsigned long long) site->calls,
                    (unsigned long long) site->bytes, (unsigned long long) site->freedCalls, (unsigned long long) site->freedBytes);
            if (i && site->ready && site->count) {
                for (int f = 0; f < site->count; f++) writeFrame(out, jvmti, env, site->frames[f]);
            } else {
                fputs("thread\t", out);
                printable(out, site->thread);
                fputc('\n', out);
            }
        }
        fprintf(out, "total\t%llu\t%llu\t%llu\t%llu\t%llu\n", (unsigned long long) allCalls, (unsigned long long) allBytes,
                (unsigned long long) allFrees, (unsigned long long) failedCalls, (unsigned long long) lostBlocks);
        fprintf(out, "end\t%llu\n", (unsigned long long) nanos(CLOCK_MONOTONIC));
        fclose(out);
    }
    within--;
}

static void *table(size_t bytes) {
    void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    return memory == MAP_FAILED ? NULL : memory;
}

/* A JVM that cannot be followed runs as it would without us. */
JNIEXPORT jint JNICALL Agent_OnLoad(JavaVM *javaVm, char *options, void *reserved) {
    jvmtiEnv *jvmti;
    const char *sample = getenv("JMEMTRACE_NATIVE_SAMPLE");
    unsetenv("LD_PRELOAD");                                               /* is not for the program's children */
    if (!options || !*options || strlen(options) >= sizeof output) return JNI_OK;
    strcpy(output, options);
    sampleBytes = sample ? strtoull(sample, NULL, 10) : 0;
    sites = table(sizeof(Site) * SITES);
    blocks = table(sizeof(Block) * BLOCKS);
    getTrace = (GetTrace) dlsym(RTLD_DEFAULT, "AsyncGetCallTrace");
    if (!sites || !blocks || !getTrace || (*javaVm)->GetEnv(javaVm, (void **) &jvmti, JVMTI_VERSION_1_2) != JNI_OK) {
        fprintf(stderr, "jmemtrace: native allocation is not recorded: no AsyncGetCallTrace, or no memory\n");
        return JNI_OK;
    }
    vm = javaVm;
    jvmtiCapabilities wanted = { .can_get_line_numbers = 1, .can_get_source_file_name = 1 };
    (*jvmti)->AddCapabilities(jvmti, &wanted);
    jvmtiEventCallbacks calls = { .VMInit = onInit, .VMDeath = onDeath, .ClassPrepare = onPrepare, .ClassLoad = onLoad };
    (*jvmti)->SetEventCallbacks(jvmti, &calls, sizeof calls);
    (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_VM_INIT, NULL);
    (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_VM_DEATH, NULL);
    (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_CLASS_PREPARE, NULL);
    (*jvmti)->SetEventNotificationMode(jvmti, JVMTI_ENABLE, JVMTI_EVENT_CLASS_LOAD, NULL);
    return JNI_OK;
}

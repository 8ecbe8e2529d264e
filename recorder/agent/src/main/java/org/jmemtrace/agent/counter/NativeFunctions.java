// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.agent.counter;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** C functions of the libraries that the process has loaded. */
public final class NativeFunctions {
    /** Of what glibc has variants for different processors: which one was chosen has no name in the library. */
    private static final String WITH_VARIANTS = "memset memcpy memmove mempcpy memcmp memchr memrchr rawmemchr strlen"
            + " strnlen strcpy strncpy stpcpy stpncpy strcat strncat strcmp strncmp strcasecmp strncasecmp strchr strrchr"
            + " strchrnul strstr strpbrk strspn strcspn wcslen wcsnlen wcscpy wmemset wmemchr wmemcmp time gettimeofday";

    private NativeFunctions() {}

    /**
     * What is at an address.
     *
     * @param library the name of its file, as libc.so.6
     * @param name of the function; where its library does not say, how far behind the library's begin it is, in hex
     */
    public record Symbol(String library, String name) {}

    /** Those that only some systems have, by name; throws {@link UnsatisfiedLinkError} if there is none. */
    public static Function find(String name) {
        return Jna.process().getFunction(name);
    }

    /** The function at an address, as dladdr(3) says. */
    public static Symbol at(long address) {
        try (Memory info = new Memory(4L * Native.POINTER_SIZE)) { // Dl_info: file, base, name, address
            if (find("dladdr").invokeInt(new Object[] {new Pointer(address), info}) == 0) {
                return new Symbol("native code", hex(address));
            }
            String file = text(info.getPointer(0));
            String name = text(info.getPointer(2L * Native.POINTER_SIZE));
            long base = Pointer.nativeValue(info.getPointer(Native.POINTER_SIZE));
            String known = name.isEmpty() ? variant(address).orElse(hex(address - base)) : name;
            return new Symbol(file.substring(file.lastIndexOf('/') + 1), known);
        } catch (LinkageError unknown) {
            return new Symbol("native code", hex(address));
        }
    }

    private static Optional<String> variant(long address) {
        return Stream.of(WITH_VARIANTS.split(" "))
                .filter(name -> Pointer.nativeValue(find(name)) == address)
                .findFirst();
    }

    private static String text(@Nullable Pointer chars) {
        return chars == null ? "" : chars.getString(0);
    }

    private static String hex(long number) {
        return "0x" + Long.toHexString(number);
    }
}

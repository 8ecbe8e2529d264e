// Copyright the jmemtrace authors
// SPDX-License-Identifier: Apache-2.0
package org.jmemtrace.demo;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program: two threads that serve customers, one that makes thumbnails, one that takes uploads, one that writes
 * mails. Three of its classes never give back what they take; the mails, which allocate most, leave nothing behind.
 */
public final class PhotoShop {
    /** How long it stays open. Short, for those who wait; its samples are taken four times a second. */
    public static final int SECONDS = 6;

    private final SessionCache sessions = new SessionCache();
    private final ThumbnailStore thumbnails = new ThumbnailStore();
    private final UploadBuffers uploads = new UploadBuffers();
    private final MailWriter mails = new MailWriter();

    private PhotoShop() {}

    /** Opens the shop and closes it again; takes no arguments. */
    public static void main(String[] arguments) throws InterruptedException {
        new PhotoShop().open();
    }

    private void open() throws InterruptedException {
        List<Thread> staff = List.of(
                new Thread(() -> work(40, this::serve), "http-1"),
                new Thread(() -> work(40, this::serve), "http-2"),
                new Thread(() -> work(25, this::makeThumbnail), "thumbnails"),
                new Thread(() -> work(25, this::takeUpload), "uploads"),
                new Thread(() -> work(50, this::sendMail), "mail"));
        staff.forEach(Thread::start);
        for (Thread worker : staff) {
            worker.join();
        }
    }

    /** Does a task at a rate, so that the growth is a straight line, for as long as the shop is open. */
    private static void work(int timesASecond, IntTask task) {
        long periodNanos = TimeUnit.SECONDS.toNanos(1) / timesASecond;
        long startNanos = System.nanoTime();
        for (int i = 0; i < timesASecond * SECONDS; i++) {
            task.run(i);
            LockSupport.parkNanos(startNanos + (i + 1) * periodNanos - System.nanoTime());
        }
    }

    private void serve(int customer) {
        sessions.put(Thread.currentThread().getName() + "/" + customer);
    }

    private void makeThumbnail(int photo) {
        thumbnails.compress(photo);
    }

    private void takeUpload(int upload) {
        uploads.acquire().put(0, (byte) upload);
    }

    private void sendMail(int order) {
        mails.write(order);
    }

    /** What a thread of the shop does again and again. */
    private interface IntTask {
        void run(int turn);
    }
}

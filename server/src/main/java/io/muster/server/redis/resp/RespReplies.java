package io.muster.server.redis.resp;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.muster.protocol.ByteBufView;
import io.muster.protocol.codec.ErrorType;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gathers the replies of a read into one pooled buffer, encoded in place, in the version of the protocol that the peer
 * has chosen. Belongs to the I/O thread.
 */
public final class RespReplies {
    /** A reply of which only a part may go out at a time is cut into pieces of this. */
    public static final int PIECE_BYTES = 64 * 1024;

    /** Small enough to come from a thread's own cache of buffers; holds the replies of most reads. */
    private static final int FIRST_BYTES = 8 * 1024;

    private static final int SMALL_BYTES = PIECE_BYTES / 4;
    private static final int MAX_ERROR_BYTES = 1_024;
    private static final int HEAD_BYTES = 24;
    private static final int FLAG_BYTES = 4;
    private static final int ZERO = ':' | '0' << 8 | '\r' << 16 | '\n' << 24;
    private static final short LINE_END = '\r' | '\n' << 8;

    private final ChannelHandlerContext context;
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private ByteBuf bytes;
    private int position;
    private int capacity;
    private int gathered;
    private boolean written;
    private boolean third;
    private int errorCode;

    /** Replies to the peer of {@code context}, in version 2. */
    public RespReplies(ChannelHandlerContext context) {
        this.context = context;
    }

    /** Goes on in version 2 or 3. */
    public void version(int version) {
        third = version == 3;
    }

    /** 2 or 3. */
    public int version() {
        return third ? 3 : 2;
    }

    /** A number. */
    public void integer(long value) {
        room(HEAD_BYTES);
        if (value >= 0 && value <= 9) {
            view.putInt(position, ZERO + ((int) value << 8), LITTLE_ENDIAN);
            position += 4;
        } else {
            head(':', value);
        }
    }

    /** The number 1 or 0. */
    public void flag(boolean value) {
        room(FLAG_BYTES);
        view.putInt(position, value ? ZERO + (1 << 8) : ZERO, LITTLE_ENDIAN);
        position += FLAG_BYTES;
    }

    /** A status, ASCII without line ends. */
    public void simple(String text) {
        line('+', text.getBytes(ISO_8859_1));
    }

    /** An error; begins with its kind in capitals, as {@code ERR}. Line ends become blanks. */
    public void error(ErrorType type, String text) {
        error(type, text.getBytes(UTF_8));
    }

    /** As above, of bytes that need not be text. */
    public void error(ErrorType type, byte[] text) {
        byte[] told = Arrays.copyOf(text, Math.min(text.length, MAX_ERROR_BYTES));
        for (int i = 0; i < told.length; i++) {
            told[i] = told[i] == '\r' || told[i] == '\n' ? (byte) ' ' : told[i];
        }
        errorCode = type.value();
        line('-', told);
    }

    /** A string of bytes. */
    public void bulk(DirectBuffer source, int offset, int length) {
        room(HEAD_BYTES + length);
        head('$', length);
        view.putBytes(position, source, offset, length);
        position += length;
        lineEnd();
    }

    /** A string of bytes. */
    public void bulk(byte[] value) {
        room(HEAD_BYTES + value.length);
        head('$', value.length);
        view.putBytes(position, value);
        position += value.length;
        lineEnd();
    }

    /** A string, as UTF-8. */
    public void bulk(String value) {
        bulk(value.getBytes(UTF_8));
    }

    /** A long text for people. */
    public void text(String value) {
        if (!third) {
            bulk(value);
            return;
        }
        byte[] utf8 = value.getBytes(UTF_8);
        room(HEAD_BYTES + utf8.length);
        head('=', utf8.length + 4);
        view.putInt(position, 't' | 'x' << 8 | 't' << 16 | ':' << 24, LITTLE_ENDIAN);
        view.putBytes(position + 4, utf8);
        position += 4 + utf8.length;
        lineEnd();
    }

    /** Begins an array of so many. */
    public void array(int count) {
        begin('*', count);
    }

    /** Begins a set of so many; in version 2 an array. */
    public void set(int count) {
        begin(third ? '~' : '*', count);
    }

    /** Begins a map of so many pairs; in version 2 an array of twice as many. */
    public void map(int pairs) {
        begin(third ? '%' : '*', third ? pairs : 2 * pairs);
    }

    /** No string. */
    public void nothing() {
        line(third ? '_' : '$', third ? "" : "-1");
    }

    /**
     * Makes room for a string of up to {@code maxLength} bytes, which is put into {@link #buffer()} at the offset that
     * this returns, and then told by {@link #bulkPut}.
     */
    public int beginBulk(int maxLength) {
        room(HEAD_BYTES + maxLength);
        return position + HEAD_BYTES;
    }

    /** Where to put what was begun, until anything else is called. */
    public MutableDirectBuffer buffer() {
        return view;
    }

    /** Finishes the string that was begun; {@code length} bytes of it were put. */
    public void bulkPut(int length) {
        int put = position + HEAD_BYTES;
        head('$', length);
        view.putBytes(position, view, put, length);
        position += length;
        lineEnd();
    }

    /** Where the next reply will begin, to be given to {@link #insert} as long as there was {@link #hasRoom}. */
    public int mark() {
        room(PIECE_BYTES);
        return position;
    }

    /** Whether so many more bytes can be gathered without those before being on their way. */
    public boolean hasRoom(int length) {
        return capacity - position >= length + 2 * HEAD_BYTES;
    }

    /** Begins a set, or an array, before what was gathered since {@link #mark}. */
    public void insert(int mark, boolean asSet, int count) {
        int length = position - mark;
        byte[] elements = new byte[length];
        view.getBytes(mark, elements);
        position = mark;
        begin(asSet && third ? '~' : '*', count);
        view.putBytes(position, elements);
        position += length;
    }

    /** The code of the error told since this was last asked; 0 if none was. */
    public int takeError() {
        int code = errorCode;
        errorCode = 0;
        return code;
    }

    /** Bytes since the last flush. */
    public int gathered() {
        return gathered + position;
    }

    /** Hands all that is gathered to the socket. */
    public void flush() {
        if (position > 0) {
            writeOut();
        }
        if (written) {
            written = false;
            gathered = 0;
            context.flush();
        }
    }

    /** Forgets what was not written; the last call. */
    public void release() {
        if (bytes != null) {
            bytes.release();
            bytes = null;
        }
        position = 0;
        capacity = 0;
        gathered = 0;
    }

    private void begin(char type, int count) {
        room(HEAD_BYTES);
        head(type, count);
    }

    private void line(char type, String text) {
        line(type, text.getBytes(ISO_8859_1));
    }

    private void line(char type, byte[] text) {
        room(HEAD_BYTES + text.length);
        view.putByte(position++, (byte) type);
        view.putBytes(position, text);
        position += text.length;
        lineEnd();
    }

    private void head(char type, long value) {
        view.putByte(position++, (byte) type);
        position += view.putLongAscii(position, value);
        lineEnd();
    }

    private void lineEnd() {
        view.putShort(position, LINE_END, LITTLE_ENDIAN);
        position += 2;
    }

    private void room(int size) {
        if (capacity - position < size) {
            exchange(size);
        }
    }

    private void exchange(int size) {
        if (position > 0) {
            writeOut();
        }
        if (bytes == null || capacity < size) {
            if (bytes != null) {
                bytes.release();
            }
            bytes = context.alloc().directBuffer(Math.max(written ? PIECE_BYTES : FIRST_BYTES, size));
            capacity = bytes.capacity();
            ByteBufView.wrap(view, bytes, 0, capacity);
        }
    }

    private void writeOut() {
        written = true;
        gathered += position;
        if (position <= SMALL_BYTES && othersWait()) {
            // A little in a large buffer each, for one who does not read, would add up to far more than what is unread.
            context.write(context.alloc().directBuffer(position).writeBytes(bytes, 0, position), context.voidPromise());
        } else {
            ByteBuf full = bytes.writerIndex(position);
            bytes = null;
            capacity = 0;
            context.write(full, context.voidPromise());
        }
        position = 0;
    }

    private boolean othersWait() {
        ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() > 0;
    }
}

package io.muster.index.workspace;

import io.muster.index.Outcome;
import io.muster.index.column.LongColumn;
import io.muster.index.field.Field;
import io.muster.index.field.ListField;
import io.muster.index.field.TextField;
import io.muster.index.record.CommandReader;
import io.muster.index.record.Tag;
import io.muster.index.record.ValueType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The record {@code customer}: given fields replace, null clears, absent ones stay. One thread. */
final class CustomerRecords implements RecordHandler {
    private final WorkspaceState state;
    private final Customers customers;
    private final Profiles profiles;
    private final CustomFields customFields;
    private final Subscriptions subscriptions;

    CustomerRecords(WorkspaceState state, Customers customers, Profiles profiles, Subscriptions subscriptions) {
        this.state = state;
        this.customers = customers;
        this.profiles = profiles;
        this.subscriptions = subscriptions;
        customFields = new CustomFields(state);
    }

    @Override
    public void apply(CommandReader command, Outcome outcome) {
        customFields.begin();
        command.rewind();
        while (command.next()) {
            if (command.tag() == Tag.FIELD ? !customFields.check(command, outcome) : isFull(command, outcome)) {
                return;
            }
        }
        int ordinal = findOrCreate(command);
        boolean hasProfile = false;
        command.rewind();
        while (command.next()) {
            set(ordinal, command);
            hasProfile |= Profiles.keeps(command.tag());
        }
        state.places.settle();
        if (hasProfile) {
            profiles.merge(ordinal, command);
        }
        outcome.accept(0);
    }

    private boolean isFull(CommandReader command, Outcome outcome) {
        Field field = textsOf(command.tag());
        if (field == null || !field.isFull() || command.isNull()) {
            return false;
        }
        outcome.refuseField(field.name(), Capacity.FULL_FIELD);
        return true;
    }

    /** The field whose different texts are counted; null where there is none. */
    private Field textsOf(int tag) {
        return switch (tag) {
            case Tag.EMAIL -> state.schema.emailDomain;
            case Tag.GENDER -> state.schema.gender;
            case Tag.LANGUAGE -> state.schema.language;
            case Tag.ACCOUNT_STATUS -> state.schema.accountStatus;
            case Tag.EMAIL_SUBSCRIPTION_STATUS -> state.schema.emailSubscriptionStatus;
            case Tag.SMS_SUBSCRIPTION_STATUS -> state.schema.smsSubscriptionStatus;
            default -> {
                int list = tag >= Tag.COUNTRIES + Tag.ADD ? tag - Tag.ADD : tag;
                yield list >= Tag.COUNTRIES && list <= Tag.CHANNELS ? list(list) : null;
            }
        };
    }

    private int findOrCreate(CommandReader command) {
        if (command.seek(Tag.CUSTOMER)) {
            return customers.findOrCreate(command);
        }
        throw new IllegalStateException("customer: found no id, expected one");
    }

    private void set(int ordinal, CommandReader command) {
        switch (command.tag()) {
            case Tag.REGISTERED_AT -> state.schema.registeredAt.set(ordinal, instant(command));
            case Tag.EMAIL -> setDomain(ordinal, command);
            case Tag.GENDER -> setText(state.schema.gender, ordinal, command);
            case Tag.BIRTHDAY -> state.schema.birthday.set(ordinal, instant(command));
            case Tag.LANGUAGE -> setText(state.schema.language, ordinal, command);
            case Tag.LATITUDE -> state.places.setLatitude(ordinal, degrees(command));
            case Tag.LONGITUDE -> state.places.setLongitude(ordinal, degrees(command));
            case Tag.ACCEPTS_MARKETING -> setFlag(ordinal, command);
            case Tag.ACCOUNT_STATUS -> setText(state.schema.accountStatus, ordinal, command);
            case Tag.EMAIL_SUBSCRIPTION_STATUS -> {
                setText(state.schema.emailSubscriptionStatus, ordinal, command);
                subscriptions.stated(ordinal, state.schema.emailSubscriptionStatus);
            }
            case Tag.SMS_SUBSCRIPTION_STATUS -> {
                setText(state.schema.smsSubscriptionStatus, ordinal, command);
                subscriptions.stated(ordinal, state.schema.smsSubscriptionStatus);
            }
            case Tag.FIELD -> customFields.set(ordinal, command);
            default -> setList(ordinal, command);
        }
    }

    private void setList(int ordinal, CommandReader command) {
        int tag = command.tag();
        if (tag >= Tag.COUNTRIES && tag <= Tag.CHANNELS) {
            list(tag).replace(ordinal, texts(command));
        } else if (tag >= Tag.COUNTRIES + Tag.ADD && tag <= Tag.CHANNELS + Tag.ADD) {
            ListField list = list(tag - Tag.ADD);
            texts(command).forEach(text -> list.add(ordinal, list.intern(text)));
        } else if (tag >= Tag.COUNTRIES + Tag.REMOVE && tag <= Tag.CHANNELS + Tag.REMOVE) {
            ListField list = list(tag - Tag.REMOVE);
            texts(command).forEach(text -> list.remove(ordinal, list.intern(text)));
        }
    }

    private ListField list(int tag) {
        return switch (tag) {
            case Tag.COUNTRIES -> state.schema.countries;
            case Tag.REGIONS -> state.schema.regions;
            case Tag.CITIES -> state.schema.cities;
            case Tag.TAGS -> state.schema.tags;
            case Tag.GROUPS -> state.schema.groups;
            case Tag.CHANNELS -> state.schema.channels;
            default -> throw new IllegalStateException("list: found tag " + tag + ", expected one of a list");
        };
    }

    private static List<String> texts(CommandReader command) {
        return switch (command.type()) {
            case ValueType.TEXT_LIST -> command.texts();
            case ValueType.TEXT -> List.of(command.text());
            default -> List.of();
        };
    }

    private long instant(CommandReader command) {
        return switch (command.type()) {
            case ValueType.INSTANT -> command.number();
            case ValueType.DAY -> state.days.startMillis(LocalDate.ofEpochDay(command.number()));
            default -> LongColumn.MISSING;
        };
    }

    private static long degrees(CommandReader command) {
        return command.isNull() ? LongColumn.MISSING : command.number();
    }

    private void setDomain(int ordinal, CommandReader command) {
        if (command.isNull()) {
            state.schema.emailDomain.clear(ordinal);
            return;
        }
        String email = command.text();
        String domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        state.schema.emailDomain.set(ordinal, state.schema.emailDomain.intern(domain));
    }

    private void setFlag(int ordinal, CommandReader command) {
        if (command.isNull()) {
            state.schema.acceptsMarketing.clear(ordinal);
        } else {
            state.schema.acceptsMarketing.set(ordinal, command.bool());
        }
    }

    private static void setText(TextField field, int ordinal, CommandReader command) {
        field.set(
                ordinal,
                command.isNull() ? 0 : field.intern(command.buffer(), command.valueOffset(), command.valueLength()));
    }
}

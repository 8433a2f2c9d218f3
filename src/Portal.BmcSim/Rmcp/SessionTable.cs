using System.Net;

namespace Portal.BmcSim.Rmcp;

/// <summary>The session slots of one BMC.</summary>
internal sealed class SessionTable(SimulatedBmcOptions options, Agenda agenda, Action<SimSession> ended)
{
    /// <summary>A repeated Open Session within this time of the first never opens another session, even when the first is in use by then.</summary>
    private static readonly TimeSpan s_openRepeats = TimeSpan.FromSeconds(3);

    private readonly List<SimSession> _sessions = [];
    private bool _alarmed;
    private byte _nextHandle;

    public int ActiveCount => Count(SessionState.Active, SessionState.Active);

    /// <summary>Slots taken, those of unfinished handshakes among them.</summary>
    public int SlotsInUse => Count(SessionState.Opened, SessionState.Active);

    public SimSession? Find(uint managedId)
    {
        foreach (var session in _sessions)
        {
            if (session.ManagedId == managedId)
                return session;
        }
        return null;
    }

    /// <summary>The n-th session that is logged in, from 1; null when there are fewer.</summary>
    public SimSession? FindActive(int number)
    {
        foreach (var session in _sessions)
        {
            if (session.State == SessionState.Active && --number == 0)
                return session;
        }
        return null;
    }

    /// <summary>The session with a handle that is logged in.</summary>
    public SimSession? FindByHandle(byte handle)
    {
        foreach (var session in _sessions)
        {
            if (session.State == SessionState.Active && session.Handle == handle)
                return session;
        }
        return null;
    }

    /// <summary>The session that the same Open Session request made before; null for a new one.</summary>
    public SimSession? FindRepeated(byte tag, uint remoteId, SocketAddress from)
    {
        foreach (var session in _sessions)
        {
            if (session.Lan15 is null && session.OpenTag == tag && session.RemoteId == remoteId && session.State != SessionState.Refused && session.Peer.Equals(from)
                && (!session.Used || options.TimeProvider.GetElapsedTime(session.OpenedAt) < s_openRepeats))
            {
                return session;
            }
        }
        return null;
    }

    /// <summary>Takes a slot; null when all are taken.</summary>
    public SimSession? Open(byte tag, uint remoteId, byte privilege, CipherSuite suite, SocketAddress from)
    {
        return HasRoom() ? Add(NewSession(NewId(), remoteId, tag, privilege, suite, null, from)) : null;
    }

    /// <summary>Takes a slot for a session of IPMI 1.5, whose one id serves in both directions; null when all are taken.</summary>
    public SimSession? Open15(Lan15Session lan15, SocketAddress from)
    {
        if (!HasRoom())
            return null;
        var id = NewId();
        return Add(NewSession(id, id, 0, 0, CipherSuite.ById(0), lan15, from));
    }

    public void Touch(SimSession session, SocketAddress from)
    {
        session.LastActive = agenda.Now;
        if (!session.Peer.Equals(from))
            session.Peer = from.Clone();
    }

    public void Refuse(SimSession session, byte status)
    {
        session.State = SessionState.Refused;
        session.RefusedWith = status;
        session.LastActive = agenda.Now;
        session.Dispose();
    }

    public void Close(SimSession session)
    {
        if (_sessions.Remove(session))
            End(session);
    }

    public void CloseAll()
    {
        while (_sessions.Count > 0)
            Close(_sessions[^1]);
    }

    /// <summary>Drops what has been silent for too long.</summary>
    public void Expire()
    {
        for (var i = _sessions.Count - 1; i >= 0; i--)
        {
            var session = _sessions[i];
            if (options.TimeProvider.GetElapsedTime(session.LastActive) >= Patience(session))
            {
                _sessions.RemoveAt(i);
                End(session);
            }
        }
    }

    private bool HasRoom()
    {
        Expire();
        return SlotsInUse < options.SessionSlots;
    }

    private SimSession NewSession(uint id, uint remoteId, byte tag, byte privilege, CipherSuite suite, Lan15Session? lan15, SocketAddress from) => new()
    {
        ManagedId = id,
        RemoteId = remoteId,
        OpenTag = tag,
        OpenPrivilege = privilege,
        Suite = suite,
        Lan15 = lan15,
        Peer = from.Clone(),
        OpenedAt = agenda.Now,
        Handle = _nextHandle = (byte)(_nextHandle == byte.MaxValue ? 1 : _nextHandle + 1),
        LastActive = agenda.Now,
    };

    private SimSession Add(SimSession session)
    {
        _sessions.Add(session);
        SetAlarm();
        return session;
    }

    private TimeSpan Patience(SimSession session) => session.State == SessionState.Active ? options.InactivityTimeout : options.HalfOpenTimeout;

    private void End(SimSession session)
    {
        session.Ended = true;
        session.Dispose();
        ended(session);
    }

    /// <summary>One alarm for the whole table, at the earliest time anything could expire; a session that was active meanwhile just moves the next one.</summary>
    private void SetAlarm()
    {
        if (_alarmed || _sessions.Count == 0)
            return;
        _alarmed = true;
        var due = long.MaxValue;
        foreach (var session in _sessions)
            due = Math.Min(due, session.LastActive + (long)(Patience(session).TotalSeconds * options.TimeProvider.TimestampFrequency));
        agenda.At(due, () =>
        {
            _alarmed = false;
            Expire();
            SetAlarm();
        });
    }

    private int Count(SessionState from, SessionState to)
    {
        var count = 0;
        foreach (var session in _sessions)
        {
            if (session.State >= from && session.State <= to)
                count++;
        }
        return count;
    }

    private uint NewId()
    {
        Span<byte> bytes = stackalloc byte[4];
        uint id;
        do
        {
            Scratch.Current.FillRandom(bytes);
            id = BitConverter.ToUInt32(bytes);
        }
        while (id == 0 || Find(id) is not null);
        return id;
    }
}

namespace Portal.BmcSim.Users;

/// <summary>The users of a simulated BMC by their ids. Id 1 is the one without a name unless an account says otherwise, IPMI 2.0 §22.28.</summary>
internal sealed class UserTable
{
    private readonly SimUser?[] _users;

    public UserTable(IReadOnlyList<SimAccount> accounts, int slots)
    {
        _users = new SimUser?[Math.Max(slots, accounts.Count + 1) + 1];
        var next = 2;
        foreach (var account in accounts)
        {
            var id = account.NameBytes.Length == 0 && _users[1] is null ? 1 : next++;
            _users[id] = new SimUser((byte)id)
            {
                Name = account.NameBytes,
                Key = account.Key,
                IsLong = account.IsLong,
                Enabled = true,
                Messaging = true,
                LinkAuthentication = true,
                Privilege = account.Privilege,
            };
        }
    }

    /// <summary>Highest user id.</summary>
    public int MaxId => _users.Length - 1;

    public int EnabledCount
    {
        get
        {
            var count = 0;
            foreach (var user in _users)
            {
                if (user is { Enabled: true })
                    count++;
            }
            return count;
        }
    }

    /// <summary>The user of a slot, made when nobody was there yet; null for an id that does not exist.</summary>
    public SimUser? At(int id) => id < 1 || id > MaxId ? null : _users[id] ??= new SimUser((byte)id);

    /// <summary>The first user with this name who may log in; null when there is none.</summary>
    public SimUser? FindForLogin(ReadOnlySpan<byte> name)
    {
        foreach (var user in _users)
        {
            if (user is { MayLogIn: true } && name.SequenceEqual(user.Name))
                return user;
        }
        return null;
    }

    /// <summary>Another user than <paramref name="id"/> has this name already.</summary>
    public bool IsTaken(ReadOnlySpan<byte> name, int id)
    {
        foreach (var user in _users)
        {
            if (user is not null && user.Id != id && !name.IsEmpty && name.SequenceEqual(user.Name))
                return true;
        }
        return false;
    }
}

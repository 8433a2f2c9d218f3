using Portal.Ipmi.Commands.App;

namespace Portal.Ipmi.Configuration;

/// <summary>
/// The users of a BMC, IPMI 2.0 §22.26 to §22.30: tolerant to what BMCs get wrong about them. A name comes first, then the password, then access, and
/// enabling last, because many refuse any other order.
/// </summary>
/// <param name="connection">The BMC.</param>
/// <param name="channel">The channel whose access is meant; 0Eh is the one of this connection.</param>
public sealed class UserDirectory(IIpmiConnection connection, byte channel = 0x0E)
{
    private const byte FirstNamed = 2;
    private const byte MostUsers = 63;

    /// <summary>Reads all users. A user that the BMC will not talk about is listed without access.</summary>
    public async Task<UserList> ListAsync(CancellationToken ct)
    {
        var first = await connection.SendAsync(new GetUserAccess(channel, 1), ct).ConfigureAwait(false);
        var users = new List<UserEntry>();
        for (byte id = 1; id <= Math.Min(first.MaxUserIds, MostUsers); id++)
        {
            var access = id == 1 ? first : await TryAsync(new GetUserAccess(channel, id), ct).ConfigureAwait(false);
            users.Add(new UserEntry(id, await TryAsync(new GetUserName(id), ct).ConfigureAwait(false) ?? "", access));
        }

        return new UserList(channel, first.MaxUserIds, first.EnabledUsers, first.FixedNames, users);
    }

    /// <summary>The user with a name; null when there is none.</summary>
    public async Task<UserEntry?> FindAsync(string name, CancellationToken ct)
    {
        foreach (var user in (await ListAsync(ct).ConfigureAwait(false)).Users)
        {
            if (user.Name == name)
                return user;
        }

        return null;
    }

    /// <summary>Adds a user in the first free place and enables it.</summary>
    /// <param name="name">At most 16 bytes of UTF-8.</param>
    /// <param name="password">At most 20 bytes; up to 16 are stored so that IPMI 1.5 can use them too.</param>
    /// <param name="privilege">Highest privilege on the channel.</param>
    /// <param name="ct">Stops it.</param>
    /// <returns>The new user's id.</returns>
    /// <exception cref="IpmiException">The name is taken, or there is no free place.</exception>
    public async Task<byte> AddAsync(string name, SecretBytes password, PrivilegeLevel privilege, CancellationToken ct)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var list = await ListAsync(ct).ConfigureAwait(false);
        byte? free = null;
        foreach (var user in list.Users)
        {
            if (user.Name == name)
                throw new IpmiException(IpmiFailure.CommandRefused, $"The BMC has a user \"{name}\" already, with id {user.Id}.");
            if (free is null && user.Id >= FirstNamed && user.IsFree)
                free = user.Id;
        }

        if (free is not { } id)
            throw new IpmiException(IpmiFailure.CommandRefused, $"All {list.MaxUsers} users of the BMC are taken.");
        await RenameAsync(id, name, ct).ConfigureAwait(false);
        try
        {
            await SetPasswordAsync(id, password, ct).ConfigureAwait(false);
            await SetPrivilegeAsync(id, privilege, ct).ConfigureAwait(false);
            await SetEnabledAsync(id, true, ct).ConfigureAwait(false);
        }
        catch (IpmiException)
        {
            // Half a user helps nobody, and could be the door that nobody remembers.
            await TryAsync(new SetUserName(id, ""), CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return id;
    }

    /// <summary>Changes a name, and checks that it is there: some BMCs say yes and keep the old one.</summary>
    /// <exception cref="ConfigurationException">The BMC took it and reads back something else.</exception>
    public async Task RenameAsync(byte id, string name, CancellationToken ct)
    {
        await connection.SendAsync(new SetUserName(id, name), ct).ConfigureAwait(false);
        var read = await TryAsync(new GetUserName(id), ct).ConfigureAwait(false);
        if (read is not null && read != name)
            throw new ConfigurationException([$"name of user {id}"]);
    }

    /// <summary>
    /// Sets a password: of up to 16 bytes in the size of IPMI 1.5, and in that of 2.0 where the BMC takes only this. It is tested afterwards, in the other size
    /// too: some BMCs store one size whatever they are told.
    /// </summary>
    /// <exception cref="ConfigurationException">The BMC took it and says that it is wrong.</exception>
    public async Task SetPasswordAsync(byte id, SecretBytes password, CancellationToken ct)
    {
        if (password.Length > SetUserPassword.LongLength)
            throw new ArgumentException($"A password has at most {SetUserPassword.LongLength} bytes, not {password.Length}.", nameof(password));
        var isLong = password.Length > SetUserPassword.ShortLength;
        try
        {
            await SendAsync(isLong).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (!isLong && IsAboutLength(e.CompletionCode))
        {
            isLong = true;
            await SendAsync(isLong).ConfigureAwait(false);
        }

        try
        {
            var result = await TestPasswordAsync(id, password, isLong, ct).ConfigureAwait(false);
            if (result == PasswordTest.WrongSize && password.Length <= SetUserPassword.ShortLength)
                result = await TestPasswordAsync(id, password, !isLong, ct).ConfigureAwait(false);
            if (result != PasswordTest.Right)
                throw new ConfigurationException([$"password of user {id}"]);
        }
        catch (IpmiCommandException e) when (e.CompletionCode is not (CompletionCode.InsufficientPrivilege or CompletionCode.NodeBusy))
        {
            // Some cannot test passwords; that says nothing about the one that was set.
        }

        async Task SendAsync(bool asLong) =>
            await connection.SendAsync(new SetUserPassword(id, PasswordOperation.Set) { Password = password, IsLong = asLong }, ct).ConfigureAwait(false);
    }

    /// <summary>Tests a password in the size its length suggests, and then in the other one where that is possible.</summary>
    public async Task<PasswordTest> TestPasswordAsync(byte id, SecretBytes password, CancellationToken ct)
    {
        var isLong = password.Length > SetUserPassword.ShortLength;
        var result = await TestPasswordAsync(id, password, isLong, ct).ConfigureAwait(false);
        return result == PasswordTest.WrongSize && !isLong ? await TestPasswordAsync(id, password, true, ct).ConfigureAwait(false) : result;
    }

    /// <summary>Tests a password in one size.</summary>
    public async Task<PasswordTest> TestPasswordAsync(byte id, SecretBytes password, bool asLong, CancellationToken ct)
    {
        try
        {
            await connection.SendAsync(new SetUserPassword(id, PasswordOperation.Test) { Password = password, IsLong = asLong }, ct).ConfigureAwait(false);
            return PasswordTest.Right;
        }
        catch (IpmiCommandException e) when (e.CompletionCode is SetUserPassword.WrongPassword or SetUserPassword.WrongSize)
        {
            return e.CompletionCode == SetUserPassword.WrongPassword ? PasswordTest.Wrong : PasswordTest.WrongSize;
        }
    }

    /// <summary>Enables or disables a user. One that is so already stays so: some BMCs answer CCh then.</summary>
    public async Task SetEnabledAsync(byte id, bool enabled, CancellationToken ct)
    {
        var request = new SetUserPassword(id, enabled ? PasswordOperation.Enable : PasswordOperation.Disable);
        try
        {
            try
            {
                await connection.SendAsync(request, ct).ConfigureAwait(false);
            }
            catch (IpmiCommandException e) when (IsAboutLength(e.CompletionCode))
            {
                await connection.SendAsync(request with { IsPadded = true }, ct).ConfigureAwait(false);
            }
        }
        catch (IpmiCommandException e) when (e.CompletionCode == CompletionCode.InvalidDataField)
        {
            if ((await TryAsync(new GetUserAccess(channel, id), ct).ConfigureAwait(false))?.IsEnabled != enabled)
                throw;
        }
    }

    /// <summary>Sets what a user may do on the channel: a privilege allows logins, null forbids everything.</summary>
    /// <exception cref="ConfigurationException">The BMC took it and reads back something else.</exception>
    public async Task SetPrivilegeAsync(byte id, PrivilegeLevel? privilege, CancellationToken ct)
    {
        var before = await TryAsync(new GetUserAccess(channel, id), ct).ConfigureAwait(false);
        // "Callback only" would keep a user of a network out (Gigabyte MD90 honours it).
        var permissions = privilege is null ? UserPermissions.None
            : UserPermissions.Messaging | (before is { LinkAuthentication: false } ? UserPermissions.None : UserPermissions.LinkAuthentication);
        await connection.SendAsync(new SetUserAccess(channel, id, privilege) { Permissions = permissions }, ct).ConfigureAwait(false);
        var after = await TryAsync(new GetUserAccess(channel, id), ct).ConfigureAwait(false);
        if (after is not null && after.Privilege != privilege)
            throw new ConfigurationException([$"privilege of user {id}"]);
    }

    /// <summary>Takes a user away: disabled, without access, without a name. Sessions that it has may go on until they end.</summary>
    public async Task DeleteAsync(byte id, CancellationToken ct)
    {
        if (id < FirstNamed)
            throw new ArgumentOutOfRangeException(nameof(id), id, "User 1 is permanent: disable it instead.");
        await SetEnabledAsync(id, false, ct).ConfigureAwait(false);
        await SetPrivilegeAsync(id, null, ct).ConfigureAwait(false);
        try
        {
            await RenameAsync(id, "", ct).ConfigureAwait(false);
        }
        catch (IpmiCommandException e) when (IsAboutLength(e.CompletionCode) || e.CompletionCode == CompletionCode.InvalidDataField)
        {
            // Some do not take an empty name; the user is out all the same.
        }
    }

    private static bool IsAboutLength(CompletionCode code) =>
        code is CompletionCode.RequestTruncated or CompletionCode.RequestLengthInvalid or CompletionCode.RequestTooLong;

    /// <summary>The answer, or null when the BMC refuses or sends nonsense about this one user.</summary>
    private async Task<T?> TryAsync<T>(IpmiRequest<T> request, CancellationToken ct)
    {
        try
        {
            return await connection.SendAsync(request, ct).ConfigureAwait(false);
        }
        catch (IpmiException e) when (e is IpmiFormatException or IpmiCommandException { CompletionCode: not CompletionCode.InsufficientPrivilege })
        {
            return default;
        }
    }
}

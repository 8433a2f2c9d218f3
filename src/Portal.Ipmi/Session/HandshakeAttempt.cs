using Portal.Ipmi.Crypto;

namespace Portal.Ipmi.Session;

/// <summary>What one handshake asks for.</summary>
/// <param name="Suite">Cipher suite.</param>
/// <param name="Privilege">Privilege level of RAKP 1.</param>
/// <param name="OpenPrivilege">Privilege level of Open Session: the same, or <see cref="PrivilegeLevel.Highest"/>.</param>
/// <param name="NameOnly">RAKP 1 asks to look the user up by name alone, not by name and privilege level.</param>
internal readonly record struct HandshakeAttempt(CipherSuite Suite, PrivilegeLevel Privilege, PrivilegeLevel OpenPrivilege, bool NameOnly);

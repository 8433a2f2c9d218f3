namespace Portal.Ipmi.Events.Alerting;

/// <summary>A group of a <see cref="GroupControlEntry"/>.</summary>
/// <param name="GroupId">Group, from 1; 0: none; FFh: all.</param>
/// <param name="MemberId">This chassis' number in the group.</param>
/// <param name="ChecksMember">The member id is checked.</param>
public readonly record struct GroupControlMember(byte GroupId, byte MemberId, bool ChecksMember);

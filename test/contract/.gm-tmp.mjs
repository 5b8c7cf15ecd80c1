import { SqliteEventStore } from '#event-store';
import Database from 'better-sqlite3'; import {randomUUID} from 'node:crypto';
const data={contactId:'contact-1',occurredAt:'2026-03-04T05:06:07.890Z',about:{issueId:'issue-1'},news:'BAD',impactAcknowledged:true,apologised:true,reason:'The second site fails over by hand until the part arrives.',options:[{kind:'WORKAROUND',what:'Use the second site'}]};
const metadata={recordedAt:'2026-03-04T05:06:08.123Z',recordedBy:'u-17',correlationId:randomUUID()};
const sizes=process.argv.slice(2).map(Number); const R=7;
const st=[]; for(const N of sizes){const t=performance.now(); const store=await SqliteEventStore.open(`/tmp/es-exp/g${N}.db`); await store.head(); st.push({N,S:N/10,store,open:performance.now()-t,one:[],many:[],read:[],all:[]});}
const ev=()=>({id:randomUUID(),type:'ProactiveCallMade',data,metadata});
const one=async(x,n)=>{for(let i=0;i<n;i++) await x.store.append('relationship-c-'+((Math.random()*x.S)|0),[ev()],'any');};
const rate=async(n,f)=>{const t=performance.now(); await f(); return n/(performance.now()-t)*1000;};
for(let r=0;r<=R;r++) for(const x of st){
  const a=await rate(600,()=>one(x,600)), b=await rate(64*100,()=>Promise.all(Array.from({length:64},()=>one(x,100)))),
   c=await rate(1000,async()=>{for(let i=0;i<1000;i++) for await(const _ of x.store.readStream('relationship-c-'+((Math.random()*x.S)|0)));}),
   d=await rate(10000,async()=>{for await(const _ of x.store.readAll({after:BigInt((Math.random()*(x.N-10001))|0),limit:10000}));});
  if(r){x.one.push(a);x.many.push(b);x.read.push(c);x.all.push(d);}
}
const med=a=>Math.round(a.sort((x,y)=>x-y)[R>>1]);
for(const x of st){ console.log(String(x.N).padStart(9),'open',x.open.toFixed(1),'ms | append 1:',med(x.one),' 64:',med(x.many),'| readStream/s',med(x.read),'| readAll/s',med(x.all)); await x.store.close();}
console.log('rss',Math.round(process.memoryUsage().rss/1e6));
